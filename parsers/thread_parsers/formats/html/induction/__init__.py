"""Wrapper induction: the comments of a page of no known engine, found by the form that they repeat.

Comments of a page have one form: a name, a time and words, in the same places of the same elements. Groups of elements
of one form are candidates (`blocks`). Every element inside of a block has a few names: its tag with a class, with its
parent. A name is a column: the first element of that name in each block (`sample`). Columns are rated by what they hold
in all blocks together: times (`times`), short names that vary (`authors`), most of the text (`bodies`). What results is
a row of the table of engines, with a confidence (`confidence`).
"""
