"""Into English: sentences, engines, the model store, the translation memory and doubts."""
