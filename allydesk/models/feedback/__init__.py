"""What people say: notes, incidents, questions, and the counts that may be shown of them."""
