"""A plan in: workbooks, csv and json read into documents, and compared with those that stand.

plan = read(paths, known=documents, today=today)
changes = compare(plan, documents, imported)
"""

from store.plan.faults import Fault, PlanFaults
from store.plan.merge import Changes, compare
from store.plan.reader import Plan, read
from store.plan.template import write_template

__all__ = ["Changes", "Fault", "Plan", "PlanFaults", "compare", "read", "write_template"]
