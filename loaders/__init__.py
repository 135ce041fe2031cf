"""Batched reads outside a compiled selection, one DataLoader per question.

records   what is read: nodes, and relationships with the node at their end
batches   the loaders themselves
"""
