"""A file of each format, with the oddities that real ones have."""

from __future__ import annotations

# ruff: noqa: E501 - the lines of the samples are theirs

SAMPLES: dict[str, tuple[str, str]] = {
    "html": (
        "page.html",
        '<!DOCTYPE html>\n<html lang="en"><head><title>A calm &amp; long day</title>\n'
        '<meta name="description" content="The day was &quot;calm&quot; and long.">\n'
        "<style>p > b { color: red }</style></head>\n<body><!-- no prose, here -->\n"
        "<p>The old <b>harbour</b>\n   was quiet, as <code>x &lt; y</code> said.<br>\n"
        'It&rsquo;s <a href="a.html" title="Away from here">far</a>&nbsp;away.</p>\n'
        '<pre>not  prose\n</pre><ul><li>One boat<li>Two boats <img src="b.png" alt="A boat">\n'
        '</ul><img alt="The pier" src=p.png><p translate="no">Locked words here</p>\n'
        '<p class="x>unclosed quote<p>The end <span lang="de">Guten Tag</span> came.</body></html>\n',
    ),
    "rst": (
        "page.rst",
        "=====\nHello\n=====\n\nThe *old* harbour was **quiet**, as ``x < y`` said to\n"
        ":ref:`him <a>` and `the pilot <https://a.org>`_ of |ship|.\nIt was late::\n\n"
        "    not prose\n\n- One boat\n  on the water\n- Two boats\n\nTerm\n  Its meaning here.\n\n"
        ":param x: The value of it\n\n.. note:: Mind the step\n   on the stair.\n\n"
        ".. code-block:: python\n   :linenos:\n\n   x = 1\n\n.. _target:\n\n"
        "===========  =====\nA head       other\n===========  =====\nOne *cell*   an end of it\n"
        "a b\n  c          d e\n===========  =====\n\n"
        "=====  ==========  =======\nPort   Some words  - first\n       *of it*       and so\n"
        "                   - second\n\n       More        of ``it``\n=====  ==========  =======\n\n"
        "+-----------+-------+\n| Some cell | x     |\n+===========+=======+\n| two       | ``x`` |\n"
        "| lines     | or so |\n+-----------+-------+\n| - an item | words |\n|   of it   |       |\n"
        "| - another | again |\n+-----------+-------+\n\n"
        ".. list-table:: Its title\n   :header-rows: 1\n\n   * - A head of it\n     - the other\n\n"
        "| A line\n| of verse\n",
    ),
    "asciidoc": (
        "page.adoc",
        "= The harbour\nA. Writer <a@b.org>\n:toc: left\n\nThe *old* harbour was _quiet_, `x` said +\n"
        "and link:x[the pilot] left.\n\n.Block title\n[source,java]\n----\nint x;\n----\n\n"
        "* One boat\n  on the water\n** Two boats\n\nterm:: Its meaning here\n\nNOTE: Mind the step.\n\n"
        " literal line\n\n|===\n|One cell 2+|Two *cells*\nof it m|x = y\n|===\n\n"
        "[format=csv]\n|===\na,b c\n|===\n\n"
        '[cols="1,a"]\n|===\n|A cell |Its words:\n\n* an item\n* another\n\n----\ncode in it\n----\n|===\n\n'
        "== The end\nIt was late.\n",
    ),
    "po": (
        "en.po",
        '# A comment\nmsgid ""\nmsgstr ""\n"Language: en_GB\\n"\n"Content-Type: text/plain\\n"\n\n'
        '#: a.c:1\n#, c-format\nmsgid "Das \\"Boot\\" %d"\nmsgstr ""\n"The \\"boat\\" of %lu men, and "\n'
        '"the <b>pilot</b> too.\\n"\n"Second line here.\\n"\n\n#, fuzzy\nmsgid "x"\nmsgstr "Unsure words here"\n\n'
        'msgctxt "menu"\nmsgid "Ein"\nmsgid_plural "Viele"\nmsgstr[0] "One boat here"\n'
        'msgstr[1] "%s boats here"\n\n#~ msgid "alt"\n#~ msgstr "Obsolete words here"\n',
    ),
    "subtitles": (
        "film.srt",
        "1\n00:00:01,000 --> 00:00:02,500\n<i>Hello there</i>, my friend & all\nwho came to this\n\n"
        "2\n00:00:03,000 --> 00:00:04,000 X1:1\nplace with me.\n\n3\n00:00:05,000 --> 00:00:06,000\n"
        "- Yes, of course.\n- {\\an8}No way.\n",
    ),
    "xliff": (
        "en.xlf",
        '<?xml version="1.0" encoding="utf-8"?>\n<xliff version="1.2">\n'
        '<file source-language="de" target-language="en"><body>\n<trans-unit id="1">\n'
        '<source>Das <g id="1">Boot</g> &amp; mehr</source>\n<target state="translated">The <g id="1">'
        'boat</g> &amp; <x id="2"/> more\n   of it.</target>\n<alt-trans><target>Other words</target>'
        '</alt-trans></trans-unit>\n<trans-unit id="2" translate="no"><source>X</source><target>'
        "Locked words</target></trans-unit>\n</body></file></xliff>\n",
    ),
    "tmx": (
        "m.tmx",
        '<tmx version="1.4"><header srclang="de"/><body><tu>\n<tuv xml:lang="de"><seg>Das Boot</seg></tuv>\n'
        '<tuv xml:lang="en-US"><seg>The <bpt i="1">&lt;b&gt;</bpt>boat<ept i="1">&lt;/b&gt;</ept> left.'
        "</seg></tuv>\n</tu></body></tmx>\n",
    ),
    "json": (
        "a.json",
        '{"id": "not prose at all", "title": "The \\"old\\" boat\\u2019s day",\n "n": 1, "body": "First <b>line'
        '</b> of it.\\nSecond line\\nthat goes on.\\n\\n{n, plural, one {# boat} other {# boats}} of {x}",\n'
        ' "list": ["Some more words here", "red"], "k": "\\ud83d\\ude00 smile at me"}\n',
    ),
    "yaml": (
        "a.yaml",
        '# é\nen:\n  a: Hello %{name} there\n  b: \'It\'\'s "me", é you\'\n  c: "It \\"is\\" \\u2019 so\\nNext one"\n'
        "  d: |\n    Literal line\n    goes on here.\n\n    Another one.\n  e: >\n    Folded text\n    here too.\n"
        "  f: {x: flow value, y: [one, two]}\n  g: &x Anchored words\n",
    ),
    "csv": (
        "a.csv",
        'id,source,target\n1,"Das ""Boot""","The ""old"" boat, left"\n2,x,This is it\n3,y,"One line\nTwo lines"\n',
    ),
    "properties": (
        "messages_en.properties",
        "# a comment\na.b = This is \\\n   a long value\\u2019s end\nc: It''s {0} boats of them\\nNext one\n"
        "d=Words here\n! no\n",
    ),
    "strings": (
        "en.lproj/L.strings",
        '/* no */\n"key" = "Hello \\"you\\" %@ there\\nNext one";\n// no\nk2 = "It is";\n',
    ),
    "stringsdict": (
        "en.lproj/L.stringsdict",
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" '
        '"http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">\n<dict>\n'
        "<key>%d boats</key>\n<dict>\n<key>NSStringLocalizedFormatKey</key>\n"
        "<string>The pilot saw %#@boats@ &amp; left</string>\n<key>boats</key>\n<dict>\n"
        "<key>NSStringFormatSpecTypeKey</key><string>NSStringPluralRuleType</string>\n"
        "<key>NSStringFormatValueTypeKey</key><string>d</string>\n<!-- no prose, here -->\n"
        "<key>one</key><string>only one boat\nof the %@</string>\n"
        "<key>other</key><string>as many as %d &lt;boats&gt;</string>\n</dict></dict></dict></plist>\n",
    ),
    "xcstrings": (
        "L.xcstrings",
        '{\n  "sourceLanguage" : "de",\n  "strings" : {\n    "boot \\"x\\"" : {\n      "comment" : "Words for translators",\n'
        '      "localizations" : {\n        "de" : { "stringUnit" : { "state" : "translated", "value" : "Das Boot fährt" } },\n'
        '        "en" : { "stringUnit" : { "state" : "translated", "value" : "The \\"boat\\" of %1$@ and %lld\\nmen left" } }\n'
        '      }\n    },\n    "%lld boote" : { "localizations" : { "en" : { "variations" : { "plural" : {\n'
        '      "one" : { "stringUnit" : { "state" : "needs_review", "value" : "only one boat of %arg here" } },\n'
        '      "other" : { "stringUnit" : { "state" : "translated", "value" : "as many as %lld boats" } } } } } } },\n'
        '    "neu" : { "localizations" : { "en" : { "stringUnit" : { "state" : "new", "value" : "Unsure words here" } } } },\n'
        '    "zu" : { "shouldTranslate" : false, "localizations" : { "en" : { "stringUnit" : {\n'
        '      "state" : "translated", "value" : "Locked words here" } } } },\n    "leer" : { }\n  },\n  "version" : "1.0"\n}\n',
    ),
    "android": (
        "values/strings.xml",
        '<resources xmlns:xliff="x">\n<string name="a">It\\\'s <b>you</b> %1$s &amp; \\"me\\"\\nNext one</string>\n'
        '<string name="b" translatable="false">no words</string>\n<string-array name="z"><item>One boat</item>'
        '</string-array>\n<string name="c"><![CDATA[Hello <b>you</b> & me]]></string>\n'
        '<string name="d">By <xliff:g id="x">%s</xliff:g> too</string></resources>\n',
    ),
}
