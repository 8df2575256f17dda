"""What the storage refuses.

The name of an exception is the rule that broke, the first line of its docstring the message.
"""


class StorageError(Exception):
    """The storage refused."""

    def __init__(self, detail: str = "") -> None:
        message = (type(self).__doc__ or "").partition("\n")[0]
        super().__init__(f"{message} ({detail})" if detail else message)


class UnsuitableDatabase(StorageError):
    """This database cannot keep the data safely."""


class Unavailable(StorageError):
    """What all is kept in cannot be used now; nothing is wrong with what was to be done, so do it again later."""


class Busy(Unavailable):
    """Another writer has held the database for too long."""


class Away(Unavailable):
    """The database server does not answer."""


class Uncommitted(StorageError):
    """The transaction could not be committed; nothing of it stays."""


class NewerDatabase(StorageError):
    """The database was made by a newer version of the program."""


class BrokenReferences(StorageError):
    """A migration would have left rows that refer to nothing; it was undone."""


class DamagedCopy(StorageError):
    """This copy of the database is damaged, or it is none."""


class NaiveTime(StorageError):
    """A time without a zone cannot be stored."""


class BadValue(StorageError):
    """This is no value of an answer."""


class Stale(StorageError):
    """Somebody else changed the same since it was loaded: load again and repeat.

    ``what`` names the slots or findings, where the trouble is with some.
    """

    def __init__(self, *what: str) -> None:
        super().__init__(", ".join(what))
        self.what = what


class Lost(StorageError):
    """Somebody else dealt with this row meanwhile: what was done with it must not stand."""


class RewrittenAct(StorageError):
    """Acts are only added, never changed or removed."""


class NoSuchApplication(StorageError):
    """There is no application with this id."""


class NoSuchPerson(StorageError):
    """There is no person with this id."""


class NotYours(StorageError):
    """There is no such thing, or it belongs to other people."""


class LetGoOf(StorageError):
    """This file was made by us and let go of; it is made again when it is asked for."""


class AddressTaken(StorageError):
    """This address on the channel already belongs to another person."""


class InvitationRefused(StorageError):
    """The invitation does not hold."""


class UnknownInvitation(InvitationRefused):
    """There is no such invitation."""


class RevokedInvitation(InvitationRefused):
    """The invitation was withdrawn."""


class ExpiredInvitation(InvitationRefused):
    """The invitation has expired."""


class SpentInvitation(InvitationRefused):
    """The invitation was already used by somebody else."""
