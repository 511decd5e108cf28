"""What mtfix asks of Git: what changed, what is staged, and how to stage a fix.

Git's own commands do the work, so that its settings, worktrees and filters hold. File names are
paths from the top of the repository, with lone surrogates for bytes that are no UTF-8.
"""
