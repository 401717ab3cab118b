"""From a document to the statements in it, and to what is found out about each of them.

``reading.read_file`` gives the formulas of a document, ``joining.statements`` what they state,
without a look at what the mathematics means: chains of sides, definitions, assumptions, all as LaTeX
with places; ``checking.check`` judges them. Nothing raises anything
but an InputError, and only for a file that can't be read at all; everything else that goes
wrong is a complaint beside what could be read. All work is linear and bounded.

The rooms, in the order in which a document passes them:

- ``symbols``: tables of relations, arrows, environments and layout.
- ``passages``: texts that know their line and column, whatever was cut out of them.
- ``sources``: the kind of a file, its encoding, its size.
- ``formulas``: what is found, as data: formulas, directives, macros, headings.
- ``macros``, ``expansion``: what an author defined, and its uses, with places kept.
- ``marks``: delimiters of mathematics, paired so that damage costs one formula.
- ``finding``: what the readers of all kinds share.
- ``latex``, ``markdown``, ``structured``, ``docstrings``, ``notebooks``: what each kind passes over.
- ``reading``: the door: a file and what it reads in, to formulas.
- ``magic``: cells of notebooks that begin with ``%%derive``.
- ``tokens``, ``relating``, ``within``, ``rows``, ``pieces``: a formula cut where statements end, and not at words
  that belong to one.
- ``prose``: words in front of a formula that define or assume.
- ``statements``: pieces put together as chains.
- ``naming``: is a side a name, and is it new?
- ``conditions``: which statements of a formula are conditions of others.
- ``records``: what a document states, as data.
- ``ending``: where it ends that something was assumed.
- ``joining``: chains that run on from display to display, definitions and assumptions.
- ``equations``: what is found out about a document, as data.
- ``assuming``: what name some LaTeX is, and what an assumption says of it.
- ``domains``: what an assumption says as a given: relations, lists, sets, laws of random variables.
- ``understanding``: its names, definitions and assumptions as terms.
- ``coefficients``: numbers that are looked for in an equation.
- ``primes``: what ``y'`` is the derivative of, and by what.
- ``repairs``: what would make a false step true, or what it takes from elsewhere.
- ``stating``: equations that state rules about functions of any kind.
- ``solving``: equations that are true only of what is looked for.
- ``antiderivatives``: sides that are known up to a constant.
- ``readings``: what a false step may mean besides: imaginary units, conjugates, rounded numbers.
- ``standing``: what a step stands under.
- ``remainders``: sides that leave terms out, as ``1 + x + O(x^2)``.
- ``denying``: does the text itself say that it isn't so?
- ``reaching``: sums, limits and derivatives that may take more than stands directly behind them.
- ``operands``, ``grids``: a side as operands, a matrix as cells.
- ``letters``, ``concerning``: which names of a chain stand for matrices, and what of a side concerns them.
- ``kinds``: which letters the prose calls matrices.
- ``opaque``, ``matrices``: what is not looked into, and sides with matrices in them.
- ``quadratics``: numbers that are made of matrices, as symbols.
- ``meanings``: what a document says that letters stand for.
- ``preparing``: what has to be known before a chain is judged, and what of the project stands for it.
- ``mending``: what keeps a false step from being called false.
- ``resting``: what a step rests on that nothing says.
- ``rereading``: a false step read otherwise.
- ``judging``: what is told of one step.
- ``entries``, ``tables``: two matrices entry by entry, and what is told of a step between such sides.
- ``following``: equations behind an arrow, judged with the one that it leads from.
- ``checking``: every step of every chain judged.
- ``telling``: what a reader is told of it.
- ``beside``: the rules that an author names beside a step.
- ``because``: the reasons that a step gets in a derivation file.
- ``relevant``: the definitions and givens that have to do with some steps.
- ``marked``: derivations that directives mark off, exactly as they are said.
- ``drafting``: chains as derivations in our own format, what can't be checked beside them.
- ``cellplaces``: where in the file of a notebook a line of a cell stands.
"""
