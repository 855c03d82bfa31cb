"""`--self-test`: opens every page and window, writes every kind of file and reads it again.

It is for a program that was packed: a part that was left out is found here, not by a person. Stands
above both faces and may import everything but the entry; works on sample data of a fixed day in a
temporary folder.
"""
