"""mtfix inside an editor: a language server. Needs the packages of the extra `lsp`.

Only `server`, `protocol`, `diagnostics`, `actions` and `hover` import these packages; whether
they are there is asked of `availability`.
"""
