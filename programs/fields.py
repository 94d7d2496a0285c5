"""Model fields of our own: encrypted text."""

from django.core.exceptions import FieldError
from django.db import models

from programs.encryption import seal, unseal


class Sealed(bytes):
    """Ciphertext as it came from the database, not opened yet."""


class _LazyText:
    """Opens the value when somebody reads the attribute: only then is the row's id at hand."""

    def __init__(self, field):
        self.field = field

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, Sealed):
            value = instance.__dict__[name] = unseal(value, place=self.field.place(instance))
        return value

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.BinaryField):
    """Text that a dump of the database does not reveal. The model needs a `public_id`: it is bound to the row by it.

    Cannot be searched or ordered; `update()` is refused, because it does not know the row.
    """

    def __init__(self, *args, editable=True, **kwargs):
        super().__init__(*args, editable=editable, **kwargs)

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, self.attname, _LazyText(self))

    def _check_str_default_value(self):
        return []  # the default is text, the column is what is made of it

    def place(self, instance) -> str:
        return f"{instance._meta.db_table}.{self.column}:{instance.public_id}"

    def pre_save(self, model_instance, add):
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Sealed):
            return value
        return Sealed(seal(value, place=self.place(model_instance)))

    def from_db_value(self, value, expression, connection):
        return None if value is None else Sealed(bytes(value))

    def get_db_prep_value(self, value, connection, prepared=False):
        if value is not None and not isinstance(value, Sealed):
            raise FieldError(f"{self.name} is encrypted per row: save the object instead of update().")
        return super().get_db_prep_value(value, connection, prepared)

    def formfield(self, **kwargs):
        return models.TextField.formfield(models.TextField(blank=self.blank, verbose_name=self.verbose_name), **kwargs)
