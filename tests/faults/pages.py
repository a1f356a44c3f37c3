"""Every byte of a desk file as SQLite wrote it, unsealed page by page: free pages and gaps included."""

import ctypes
import ctypes.util
from pathlib import Path

from allydesk import file

_PAGE, _RESERVED, _IV = 4096, 80, 16  # SQLCipher 4


def unsealed(path: Path) -> list[bytes]:
    """Give the pages of a desk file without a passphrase, each as it is inside the seal."""
    crypto = ctypes.CDLL(ctypes.util.find_library("crypto"))
    crypto.EVP_CIPHER_CTX_new.restype = ctypes.c_void_p
    crypto.EVP_aes_256_cbc.restype = ctypes.c_void_p
    key = bytes.fromhex(file._KEY)
    sealed = path.read_bytes()
    assert len(sealed) % _PAGE == 0
    found = []
    for start in range(0, len(sealed), _PAGE):
        page = sealed[start : start + _PAGE]
        body = page[16 if start == 0 else 0 : _PAGE - _RESERVED]  # the file begins with its salt
        iv = page[_PAGE - _RESERVED :][:_IV]
        found.append(_decrypted(crypto, key, iv, body))
    return found


def _decrypted(crypto: ctypes.CDLL, key: bytes, iv: bytes, body: bytes) -> bytes:
    context = ctypes.c_void_p(crypto.EVP_CIPHER_CTX_new())
    try:
        cipher = ctypes.c_void_p(crypto.EVP_aes_256_cbc())
        assert crypto.EVP_DecryptInit_ex(context, cipher, None, key, iv) == 1
        crypto.EVP_CIPHER_CTX_set_padding(context, 0)
        out, length = ctypes.create_string_buffer(len(body) + 16), ctypes.c_int()
        done = crypto.EVP_DecryptUpdate(context, out, ctypes.byref(length), body, len(body))
        assert done == 1
        return out.raw[: length.value]
    finally:
        crypto.EVP_CIPHER_CTX_free(context)
