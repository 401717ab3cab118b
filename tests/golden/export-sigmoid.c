// C functions of activation/sigmoid.md, written by derivex.
// Each was checked against ball arithmetic, in float64 and float32, at
//     448 points, -1000 <= x <= 1000
#include <math.h>

// S(x) = 1/(1 + exp(-x))
// float64: …
// float64: …
// float32: …
// float32: …
double sigmoid(double x)
{
    return 1.0/(1.0 + exp(-x));
}

float sigmoidf(float x)
{
    return 1.0f/(1.0f + expf(-x));
}

// diff(S(x), x) = S(x)*(1 - S(x))
// float64: …
// float64: …
// float32: …
// float32: …
double sigmoid_derivative(double x)
{
    const double t1 = 1.0/(1.0 + exp(-x));
    return t1*(1.0 - t1);
}

float sigmoid_derivativef(float x)
{
    const float t1 = 1.0f/(1.0f + expf(-x));
    return t1*(1.0f - t1);
}
