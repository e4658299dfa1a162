"""Layouts: how a page repeats its comments, learned from the lines that are alike in nearly all of them.

`page_lines` → `anchors` (lines with times) → `learning` (what is around them) → `layout` → `rows`. `signatures` reads
pages whose names and times are below the words. `choice` decides between a layout and a shape of head lines.
"""
