/**
 * Packages of which nothing may be imported that is not allowed by name: Python's own library (3.8 to 3.14, and the names
 * that Python 2 had for it), and packages that install, load, run or fetch.
 */
export const dangerousModules = `
BaseHTTPServer CGIHTTPServer ConfigParser Cookie Cython Dialog DocXMLRPCServer FileDialog HTMLParser IPython Queue
ScrolledText SimpleDialog SimpleHTTPServer SimpleXMLRPCServer SocketServer StringIO Tix Tkconstants Tkdnd Tkinter
UserDict UserList UserString __builtin__ __future__ _abc _abcoll _aix_support _ast _asyncio _bisect _blake2
_bootsubprocess _bz2 _codecs _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections
_collections_abc _compat_pickle _compression _contextvars _crypt _csv _ctypes _curses _curses_panel _datetime _dbm
_decimal _elementtree _frozen_importlib _frozen_importlib_external _functools _gdbm _hashlib _heapq _imp _io _json
_locale _lsprof _lzma _markupbase _md5 _msi _multibytecodec _multiprocessing _opcode _operator _osx_support
_overlapped _pickle _posixshmem _posixsubprocess _py_abc _pydecimal _pyio _pyrepl _pytest _queue _random _scproxy
_sha1 _sha256 _sha3 _sha512 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics _string _strptime
_struct _symtable _thread _threading_local _tkinter _tokenize _tracemalloc _typing _uuid _warnings _weakref
_weakrefset _winapi _winreg _zoneinfo abc aifc aiohttp annotationlib antigravity anydbm argparse array ast asynchat
asyncio asyncore atexit audioop base64 bdb billiard binascii bisect builtins bz2 cPickle cProfile cStringIO calendar
cffi cgi cgitb chunk cloudpickle cmath cmd code codecs codeop collections colorsys commands compileall compression
concurrent configparser contextlib contextvars cookielib copy copy_reg copyreg crypt csv ctypes curses cython
dataclasses datetime dbhash dbm decimal difflib dill dis distutils doctest dumbdbm dummy_thread email encodings
ensurepip enum errno execnet fabric faulthandler fcntl filecmp fileinput fnmatch fractions fsspec ftplib functools gc
gdbm genericpath getopt getpass gettext gevent glob graphlib grp gzip hashlib heapq hmac html htmlentitydefs http
httplib httpx huggingface_hub hydra idlelib imaplib imghdr imp importlib inspect invoke io ipaddress ipykernel
itertools jinja2 json jsonpickle jupyter_client keyword lib2to3 linecache locale logging lzma mailbox mailcap
markupbase marshal math mimetypes mlflow mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nose nt
ntpath nturl2path numba numbers opcode operator optparse os ossaudiodev paramiko pathlib pdb pexpect pickle
pickletools pip pipes pkg_resources pkgutil platform plistlib poplib posix posixpath pprint profile pstats psutil pty
pwd py_compile pyclbr pydoc pydoc_data pyexpat pymysql pytest pyximport queue quopri random re readline repr reprlib
requests resource rlcompleter robotparser runpy s3fs sched secrets select selectors setuptools sh shelve shlex shutil
signal site skops smtpd smtplib sndhdr socket socketserver spwd sqlalchemy sqlite3 sre_compile sre_constants sre_parse
ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib
tempfile termios test textwrap this thread threading time timeit tkColorChooser tkCommonDialog tkFileDialog tkFont
tkMessageBox tkSimpleDialog tkinter token tokenize tomllib trace traceback tracemalloc ttk tty turtle turtledemo types
typing unicodedata unittest urllib urllib2 urllib3 urlparse uu uuid venv warnings wave weakref webbrowser wheel
whichdb winreg winsound wsgiref xdrlib xml xmlrpc xmlrpclib yaml zipapp zipfile zipimport zlib zoneinfo
`;
