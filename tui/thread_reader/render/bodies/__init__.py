"""Bodies of comments as they are drawn: lines of the source become rows whose pieces know their source characters.

`blocks` finds quotes, lists, code, tables and headings line by line; `inline` finds emphasis, code spans and links in
the lines of one paragraph; `body` wraps them. All are our own, although markdown-it-py comes with Textual. Its inline
tokens have no offsets, and search hits, segments, the cursor and copying need to know which source character is in
which cell; aligning its tokens with the source afterwards is guesswork where marks are escaped, nested or follow those
of a quote. It parses a body as a whole, and a comment may have a million lines of which a screen shows forty. And it
does not know the mark-up of Slack and Discord. The tests compare both parsers on Markdown that is made at random.

Everything is linear in the text that is drawn. Lines and paragraphs of more than MAX_INLINE_CHARS characters, or with
more than MAX_MARKS marks, are drawn as they are, and so are marks of quotes and lists nested deeper than MAX_NESTING.
"""
