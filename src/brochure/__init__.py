"""A typesetter for Chinese–English print brochures."""

__version__ = "0.1.0"
