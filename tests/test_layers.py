"""The rooms and their order: each imports only from rooms above it in this list."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "derivex"

# top to bottom, in the order in which a newcomer reads them
ORDER = """
errors
showing
codes
term
relations
subterms
notation.names
notation.tokens
notation.brackets
notation.juxtapose
notation.build
notation.precedence
notation.plain
notation.statements
notation.write
notation.latex_write
notation.latex_commands
notation.latex_decorations
notation.latex_words
notation.latex_tokens
notation.latex_parts
notation.latex_tree
notation.latex_differentials
notation.latex_joined
notation.latex_conventions
notation.latex_survey
notation.latex_names
notation.latex_pieces
notation.latex_extents
notation.latex_variables
notation.latex_sets
notation.latex_functions
notation.latex_derivatives
notation.latex_calculus
notation.latex_values
notation.latex_cases
notation.latex_symbols
notation.latex_combined
notation.latex_operands
notation.latex_meaning
notation.latex_leaves
notation.latex
notation.layout
notation.givens
comparison
linear
elimination
cells
signs
derivex
consistency
given
verdict
squares
substitution
entries
unfolding
definition
admission
settings
engine
engine.bounds
engine.answers
engine.outer
engine.piecewise
engine.partials
engine.continuity
engine.light
engine.under
engine.derive
engine.picking
engine.elements
engine.ring
engine.tower
engine.addends
engine.field
engine.named
engine.sturm
engine.definite
engine.moving
engine.positivity
engine.constants
engine.forms
engine.gauss
engine.quarters
engine.sectors
engine.splitting
engine.cartesian
engine.conjugates
engine.arguments
engine.logarithms
engine.exponentials
engine.denesting
engine.roots
engine.powers
engine.multiples
engine.halfturns
engine.trigonometry
engine.angles
engine.bodies
engine.series
engine.gammas
engine.special
engine.absolute
engine.inverses
engine.heads
engine.stretches
engine.waves
engine.integrals
engine.sums
engine.univariate
engine.fractionsums
engine.improper
engine.growth
engine.shapes
engine.levels
engine.linearity
engine.halflines
engine.incomplete
engine.geometric
engine.steps
engine.binomialsums
engine.extents
engine.swapped
engine.substituting
engine.limiting
engine.boundnames
engine.wholeparts
engine.antiderivatives
engine.primitives
engine.integrating
engine.approaching
engine.binders
engine.infinities
engine.jets
engine.facts
engine.written
engine.convergence
engine.texts
engine.turns
engine.branches
engine.question
engine.backward
engine.convert
engine.attempt
engine.equations
engine.ranges
engine.turning
engine.anglesums
engine.kernels
engine.closing
engine.planes
engine.complexroots
engine.signcases
engine.halfangles
engine.merging
engine.dependence
engine.values
engine.arithmetic
engine.special_values
engine.parts
engine.functions
engine.smooth
engine.exponentialsums
engine.inside
engine.endlesssums
engine.limits
engine.quadrature
engine.endless
engine.tails
engine.balls
engine.closed
engine.changes
engine.program
engine.operations
engine.swift
engine.instances
engine.finite
engine.isolating
engine.solutions
engine.candidates
engine.points
engine.collected
engine.ratios
engine.monomials
engine.factors
engine.vanishing
engine.endpoints
engine.zeros
engine.regions
engine.solving
engine.spans
engine.phrases
engine.differing
engine.simplify
engine.kinks
engine.sharp
engine.implied
engine.poles
engine.requirements
engine.needs
engine.defined
engine.witness
engine.look
engine.sides
engine.exact
engine.remarks
engine.induction
engine.cases
engine.consequences
engine.squaring
engine.alike
engine.remainders
engine.rounding
engine.generalizing
engine.fit
engine.ladder
certificates.heads
certificates.forms
certificates.sign_sets
certificates.facts
certificates.told
certificates.steady
certificates.core
certificates.balls
certificates.bars
certificates.exact
certificates.coefficients
certificates.growth
certificates.majorants
certificates.endless
certificates.taylor
certificates.rates
certificates.values
certificates.points
certificates.data_ends
certificates.data_moves
certificates.data_slopes
certificates.data
certificates.places
certificates.quotients
certificates.ledger
certificates.laws
certificates.functions
certificates.angles
certificates.conjugates
certificates.branches
certificates.signs
certificates.steps
certificates.inductions
certificates.endings
certificates.indices
certificates.picked
certificates.moves
certificates.convergence
certificates.generalized
certificates.known_integrals
certificates.nearby
certificates.infinite_sums
certificates.recurrences
certificates.binomials
certificates.alike
certificates.primitives
certificates.slopes
certificates.binders
certificates.whole
certificates.recheck
certificates.found_polynomials
certificates.found_gaussians
certificates.found_waves
certificates.found_chains
certificates.found_primitives
certificates.found_series
certificates.found_recurrences
certificates.found_binomials
certificates.found_nearby
certificates.found_closed
certificates.found_moves
certificates.found_convergence
certificates.found_substitutions
certificates.found_slopes
certificates.found_unequal
certificates.found_picked
certificates.found_binders
certificates.found_apart
certificates.found_squares
certificates.found_linear
certificates.found_combined
certificates.found_ranges
certificates.found_quotients
certificates.found_signs
certificates.found_polar
certificates.found_halves
certificates.found_exponentials
certificates.found_branches
certificates.found_conjugates
certificates.found_values
certificates.found_functions
certificates.draft
certificates.found_turns
certificates.found_agreement
certificates.found_constants
certificates.found_angles
certificates.found_equations
certificates.found_logarithms
certificates.found_floors
certificates.found_used
certificates.found_corners
certificates.found_piece
certificates.found_generalized
certificates.found_cases
certificates.finder
certificates.door
certificates
intake
equality
meaning.symbols
meaning.inward
meaning.outward
meaning
scopes
continuity
routine
views
tidying
matching
rule
book.routine
book.calculus
book.polynomials
book.fractions
book.algebra
book.roots
book.powers
book.exponentials
book.trigonometry
book.vectors
book.absolute
book.cases
book.circular
book.complex
book.counting
book.derivatives
book.hyperbolic
book.inequalities
book.integrals
book.limits
book.sums
book
wording
reasons
laws
moves
replay
traces
lead
meeting
search
justify
inequality
promises
ownrules
walkthrough
simplifying
integrating
deriving
beginning
between
mistakes
mistakes.mistake
mistakes.algebra
mistakes.functions
mistakes.calculus
mistakes.integrals
mistakes.recognising
rewriting
step
axioms
matrices
matrices.tables
matrices.minors
matrices.expression
matrices.evaluating
matrices.words
matrices.inverses
matrices.assumed
matrices.normal
matrices.alike
chain
mistakes
mistakes.mistake
mistakes.algebra
mistakes.functions
mistakes.calculus
mistakes.recognising
equations
equations.isolation
equations.solutions
equations.points
equations.implication
equations.normal
equations.truth
equations.line
equations.inverting
equations.signs
equations.inclusion
equations.lessons
equations.rows
equations.orders
equations.words
equations.amounts
equations.makes
equations.alike
equations.quadratic
equations.ways
equations.fitting
equations.slips
equations.transitions
equations.hints
equations.gaps
equations.chains
findings
strangers
report
derivation
dotless
readers
readers.source
readers.fences
readers.layout
readers.heads
readers.claims
readers.calc
writers.calc
hinting
documents
documents.symbols
documents.passages
documents.sources
documents.formulas
documents.macros
documents.expansion
documents.marks
documents.finding
documents.latex
documents.markdown
documents.structured
documents.docstrings
documents.notebooks
documents.reading
documents.magic
documents.tokens
documents.relating
documents.within
documents.rows
documents.pieces
documents.prose
documents.statements
documents.naming
documents.conditions
documents.records
documents.ending
documents.joining
documents.equations
documents.assuming
documents.domains
documents.understanding
documents.coefficients
documents.primes
documents.repairs
documents.stating
documents.solving
documents.antiderivatives
documents.readings
documents.standing
documents.remainders
documents.expectations
documents.denying
documents.reaching
documents.operands
documents.grids
documents.letters
documents.kinds
documents.concerning
documents.opaque
documents.matrices
documents.quadratics
documents.meanings
documents.preparing
documents.mending
documents.resting
documents.rereading
documents.judging
documents.entries
documents.tables
documents.following
documents.checking
documents.telling
documents.beside
documents.because
documents.relevant
documents.marked
documents.drafting
documents.cellplaces
configuration
library
opinion
numerics
numerics.forms
numerics.points
numerics.reference
numerics.accuracy
numerics.operations
numerics.sharing
numerics.printers
numerics.functions
numerics.child
numerics.running
numerics.measuring
numerics.halves
numerics.rows
numerics.stable
numerics.cached
numerics.checking
numerics.offers
numerics.writing
numerics.comparing
numerics.curves
arrays
arrays.reading
arrays.unrolling
arrays.reference
arrays.frames
arrays.loops
arrays.writing
arrays.samples
arrays.running
arrays.checking
arrays.shifting
arrays.subjects
arrays.cached
arrays.counting
arrays.comparing
arrays.drawing
arrays.offers
arrays.files
writers.console
writers.statements
writers.show
writers.pages
writers.comparison
writers.array_comparison
writers.curves
writers.pictures
writers.summary
writers.json
writers.marked
writers.annotations
writers.sarif
writers.progress
writers.latex
writers.markdown
writers.prose
writers.booklet
writers.index
writers.mathml
writers.notebook
writers.html
writers.rulebook
writers.sympy_code
writers.sympy
writers.imported
commands
commands.arguments
commands.output
commands.numbers
commands.source
commands.fill
commands.paths
commands.checked
commands.telling
commands.verify
commands.show
commands.batch
commands.prove
commands.explain
commands.everything
commands.export
commands.compare
commands.plot
commands.importing
commands.derive
commands.hint
commands.rules
commands.new
commands.completion
cli
__main__
plugin
plugin.chains
plugin.collecting
plugin.jupyter
plugin.pytest
notation
""".split()  # noqa: SIM905  # one column of words reads better than a list of strings


def modules() -> dict[str, Path]:
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name or "derivex"] = path
    return found


def for_types(tree: ast.Module) -> set[int]:
    """The nodes below ``if TYPE_CHECKING``, which never run."""
    return {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for node in ast.walk(block)
    }


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path, *, lazily: bool) -> set[str]:
    """Names of this package's modules that a module imports; for types alone doesn't count."""
    tree = tree_of(path)
    skipped = for_types(tree)
    nodes = [node for node in (ast.walk(tree) if lazily else tree.body) if id(node) not in skipped]
    found = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    found |= {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    own = {name for name in found if name.split(".")[0] == "derivex"}
    return {name.removeprefix("derivex").removeprefix(".") or "derivex" for name in own}


MODULES = modules()


def test_every_module_is_listed() -> None:
    assert set(ORDER) == set(MODULES)


@pytest.mark.parametrize("name", ORDER)
def test_imports_point_upwards(name: str) -> None:
    above = set(ORDER[: ORDER.index(name)])
    assert imported(MODULES[name], lazily=False) - above == set()


@pytest.mark.parametrize("name", ORDER)
def test_sympy_and_rich_stay_in_their_rooms(name: str) -> None:
    tree = tree_of(MODULES[name])
    skipped = for_types(tree)
    running = [node for node in ast.walk(tree) if id(node) not in skipped]
    heads = {alias.name.split(".")[0] for node in running if isinstance(node, ast.Import) for alias in node.names}
    heads |= {(node.module or "").split(".")[0] for node in running if isinstance(node, ast.ImportFrom)}
    if not (name.startswith("meaning") or name in ("opinion", "writers.sympy", "numerics.printers")):
        assert "sympy" not in heads
    if name not in ("writers.console", "writers.progress"):
        assert "rich" not in heads
    if name.startswith(("engine", "term", "given", "notation")):
        assert not any(other.startswith(("meaning", "book", "rule")) for other in imported(MODULES[name], lazily=True))


@pytest.mark.parametrize("name", ORDER)
def test_a_module_opens_with_its_idea(name: str) -> None:
    text = ast.get_docstring(tree_of(MODULES[name]))
    assert text and len(text) > 20


def test_the_tour_of_the_engine_passes_every_room() -> None:
    tour = ast.get_docstring(tree_of(MODULES["engine"]))
    assert tour
    rooms = [name.removeprefix("engine.") for name in ORDER if name.startswith("engine.")]
    assert [room for room in rooms if f"``{room}``" not in tour] == []


def test_the_tour_of_the_documents_passes_every_room() -> None:
    tour = ast.get_docstring(ast.parse(MODULES["documents"].read_text(encoding="utf-8")))
    assert tour
    rooms = [name.removeprefix("documents.") for name in ORDER if name.startswith("documents.")]
    assert [room for room in rooms if f"``{room}``" not in tour] == []


def test_the_tour_of_matrices_passes_every_room() -> None:
    tour = ast.get_docstring(ast.parse(MODULES["matrices"].read_text(encoding="utf-8")))
    assert tour
    rooms = [name.removeprefix("matrices.") for name in ORDER if name.startswith("matrices.")]
    assert [room for room in rooms if f"``{room}``" not in tour] == []


@pytest.mark.parametrize("name", ORDER)
def test_no_text_is_ever_evaluated(name: str) -> None:
    tree = tree_of(MODULES[name])
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)} - {"re.compile"}
    assert {full.split(".")[-1] for full in called}.isdisjoint({"eval", "exec", "sympify", "parse_expr", "compile"})


def test_every_way_to_import_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("import derivex\nimport derivex.rule as r, json\nfrom derivex.engine.field import Field\n")
    assert imported(module, lazily=False) == {"derivex", "rule", "engine.field"}
