// C functions of activation/softmax-jacobian.md, written by derivex.
// Each was checked against ball arithmetic, in float64 and float32, at
//     28 lists of arrays of lengths 1, 2, 3, 5, entries up to 862.2
//     22 lists of arrays of lengths 1, 2, 3, 5, entries up to 957.4
#include <math.h>
#include <stddef.h>

// s(i) = exp(x(i))/Z
// shapes: x (n,); the result: (n,)
// float64: …
// float64: …
// float32: …
// float32: …
void softmax(size_t n, const double *x, double *out)
{
    double t1 = 0.0;
    for (size_t k = 0; k < n; k++) {
        t1 += exp(x[k]);
    }
    for (size_t i = 0; i < n; i++) {
        out[i] = exp(x[i])/t1;
    }
}

void softmaxf(size_t n, const float *x, float *out)
{
    float t1 = 0.0f;
    for (size_t k = 0; k < n; k++) {
        t1 += expf(x[k]);
    }
    for (size_t i = 0; i < n; i++) {
        out[i] = expf(x[i])/t1;
    }
}

// diff(s(i), x(j)) = s(i)*(KroneckerDelta(i, j) - s(j))
// shapes: x (n,); the result: (n, n)
// float64: …
// float64: …
// float32: …
// float32: …
void softmax_jacobian(size_t n, const double *x, double *out)
{
    double t1 = 0.0;
    for (size_t k = 0; k < n; k++) {
        t1 += exp(x[k]);
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            out[i*n + j] = (exp(x[i])/t1)*((i == j) - exp(x[j])/t1);
        }
    }
}

void softmax_jacobianf(size_t n, const float *x, float *out)
{
    float t1 = 0.0f;
    for (size_t k = 0; k < n; k++) {
        t1 += expf(x[k]);
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            out[i*n + j] = (expf(x[i])/t1)*((i == j) - expf(x[j])/t1);
        }
    }
}
