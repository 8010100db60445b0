"""Mina uppgifter: a page by signed link where a person sees, corrects, objects and erases."""
