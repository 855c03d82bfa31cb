"""What can be done with any text, whatever it says: cut it, and find those that are alike.

These may import nothing but the standard library: an error quotes with them.
"""
