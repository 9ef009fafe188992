"""Drawing: a view becomes a document (what is said), the document becomes lines (where it stands), lines get colour."""
