"""The LanguageTool pass: grammar that needs parts of speech, from a server that mtfix manages.

Nothing here is imported unless the pass is on, and nothing is downloaded unless
`mtfix languagetool install` asks for it.
"""
