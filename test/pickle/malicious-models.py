"""Model files that run code when they are read, for test/pickle/malicious-models.test.ts:
python malicious-models.py FOLDER
Those in "run" are read as their readers do, each in turn, and must have made a folder: they are known to work."""

import bz2, gzip, io, json, lzma, os, pickle, struct, sys, warnings, zipfile, zlib

import joblib
import numpy as np
from sklearn.linear_model import LogisticRegression

warnings.simplefilter("ignore")
folder = os.path.abspath(sys.argv[1])
made = []
marks = []
random = np.random.RandomState(0)


def write(name, content, load=None):
    """A file; `load` reads it in Python, upon which its payload must run. Bytes hold MARK where the payload's folder goes."""
    content = placed(content)
    mark = mark_of_next()
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(content)
    made.append(name)
    if load is not None:
        marks.append((name, mark, load))


def mark_of_next():
    return os.path.join(folder, "ran", f"{len(made):04}")


def placed(content):
    """The payload's folder put in: before a file is packed, whose checksum would be wrong after."""
    return content.replace(b"M" * 60, mark_of_next().encode().ljust(60, b"/"))


# What the payload makes: a path of 60 bytes, whatever the place of the folder is.
MARK = "M" * 60
TEXT = b"X" + struct.pack("<I", 60) + MARK.encode()
LINE = MARK.encode()


def loads(path):
    with open(path, "rb") as file:
        pickle.load(file)


def loads_slowly(path):
    with open(path, "rb") as file:
        pickle._Unpickler(file).load()


def short(text):
    return b"\x8c" + bytes([len(text)]) + text.encode()


def proto(version):
    return b"\x80" + bytes([version])


def framed(content, version=4):
    return proto(version) + b"\x95" + struct.pack("<Q", len(content)) + content


ARGS = TEXT + b"\x85"  # (mark,)
CALL = b"cos\nmkdir\n" + ARGS + b"R."


class Payload:
    def __reduce__(self):
        return os.mkdir, (MARK,)


def opcodes():
    for version in range(6):
        write(f"reduce-{version}.pkl", pickle.dumps(Payload(), version), loads)
        write(f"reduce-in-list-{version}.pkl", pickle.dumps([1, {"a": (Payload(), 2)}], version), loads)
    write("global.pkl", CALL, loads)
    write("inst.pkl", b"(V" + LINE + b"\nios\nmkdir\n.", loads)
    write("obj.pkl", b"(cos\nmkdir\n" + TEXT + b"o.", loads)
    write("stack-global.pkl", proto(4) + short("os") + short("mkdir") + b"\x93" + ARGS + b"R.", loads)
    write("stack-global-framed.pkl", framed(short("os") + short("mkdir") + b"\x93" + ARGS + b"R."), loads)
    write("memo-binget.pkl", proto(4) + short("os") + b"q\x050" + short("mkdir") + b"q\x060h\x05h\x06\x93" + ARGS + b"R.", loads)
    write("memo-memoize.pkl", proto(4) + short("os") + b"\x94" + short("mkdir") + b"\x9400h\x00h\x01\x93" + ARGS + b"R.", loads)
    write("memo-overwritten.pkl", proto(4) + short("collections") + b"q\x000" + short("os") + b"q\x000" + short("OrderedDict") + b"0h\x00" + short("mkdir") + b"\x93" + ARGS + b"R.", loads)
    write("memo-put-get-line.pkl", b"Vos\np7\n0Vmkdir\np8\n0g7\ng8\n\x93" + ARGS + b"R.", loads)
    write("memo-long-binput.pkl", proto(4) + short("os") + b"r\x00\x01\x01\x000" + short("mkdir") + b"r\x01\x01\x01\x000j\x00\x01\x01\x00j\x01\x01\x01\x00\x93" + ARGS + b"R.", loads)
    write("memo-odd-index.pkl", b"Vos\np 7\n0g7\nVmkdir\n\x93" + ARGS + b"R.", loads)
    write("number-with-nul.pkl", b"I5\0x\n0" + CALL, loads)
    write("memo-index-with-nul.pkl", b"Vos\np7\0x\n0g7\nVmkdir\n\x93" + ARGS + b"R.", loads)
    long = "os." + "path.os." * 200 + "mkdir"
    write("long-dotted-name.pkl", proto(4) + b"cposixpath\n" + long.encode() + b"\n" + ARGS + b"R.", loads)
    write("text-binunicode8.pkl", proto(4) + b"\x8d" + struct.pack("<Q", 2) + b"os" + b"\x8d" + struct.pack("<Q", 5) + b"mkdir\x93" + ARGS + b"R.", loads)
    write("text-unicode-escape.pkl", b"V\\u006fs\nVmk\\u0064ir\n\x93" + ARGS + b"R.", loads)
    write("text-string.pkl", b"S'os'\nS'mkdir'\n\x93" + ARGS + b"R.", loads)
    write("text-string-escape.pkl", b"S'\\x6fs'\nS'mkdi\\x72'\n\x93" + ARGS + b"R.", loads)
    write("text-short-binstring.pkl", b"U\x02osU\x05mkdir\x93" + ARGS + b"R.", loads)
    write("text-binstring.pkl", b"T\x02\x00\x00\x00osT\x05\x00\x00\x00mkdir\x93" + ARGS + b"R.", loads)
    write("text-computed.pkl", b"c__builtin__\nstr\nC\x02osX\x05\x00\x00\x00ascii\x86R" + short("mkdir") + b"\x93" + ARGS + b"R.", loads)
    write("dup-and-pop.pkl", proto(4) + short("os") + b"2N0" + b"(NNN1" + short("mkdir") + b"\x93" + ARGS + b"R.", loads)
    write("newobj.pkl", proto(2) + b"csubprocess\nPopen\n(]X\x05\x00\x00\x00mkdira" + TEXT + b"at\x81." , None)
    write("newobj-ex.pkl", proto(4) + b"czipfile\nZipFile\n" + TEXT + b"\x85}\x92.", None)
    write("build-setattr.pkl", b"csklearn.linear_model._base\nLinearRegression\n}X\x03\x00\x00\x00fitcos\nsystem\nsb.", None)
    write("build-class-allowed.pkl", b"csklearn.linear_model._base\nLinearRegression\n(N}X\x03\x00\x00\x00fitccollections\nOrderedDict\nstb.", None)
    write("dotted-name.pkl", proto(4) + short("collections") + short("_sys.modules.get") + b"\x93" + short("os") + b"\x85R.", None)
    write("dotted-allowed-prefix.pkl", proto(4) + short("sklearn.base") + short("warnings.sys.exit") + b"\x93)R.", None)
    for width, opcode in ((1, b"\x82"), (2, b"\x83"), (4, b"\x84")):
        write(f"extension-{width}.pkl", proto(2) + opcode + (1).to_bytes(width, "little") + b")R.", None)
    write("persistent-line.pkl", b"Pos.system\n.", None)
    write("persistent-stack.pkl", proto(2) + TEXT + b"Q.", None)
    write("out-of-band.pkl", proto(5) + b"\x97\x98.", None)
    write("call-of-made.pkl", b"ccollections\nOrderedDict\n)R)R.", None)
    write("name-of-made.pkl", b"ccollections\nOrderedDict\n)R" + short("mkdir") + b"\x93.", None)


def sequences():
    clean = pickle.dumps({"a": 1})
    write("second-pickle.pkl", clean + CALL, loads_each)
    write("tenth-pickle.pkl", clean * 9 + CALL, loads_each)
    write("cut-after.pkl", CALL[:-1], loads)
    write("broken-after.pkl", CALL[:-1] + b"\xff\xff\xff", loads)
    write("broken-by-underflow.pkl", CALL[:-1] + b"000000.", loads)
    write("broken-by-frame.pkl", proto(4) + b"\x95" + struct.pack("<Q", 1 << 40) + CALL, None)
    write("cut-inst.pkl", b"(V" + LINE + b"\nios\nmkdirX", loads_slowly)
    write("frame-nested.pkl", proto(4) + b"\x95" + struct.pack("<Q", len(CALL) + 9) + b"\x95" + struct.pack("<Q", len(CALL)) + CALL, loads)
    write("frame-left.pkl", proto(4) + b"\x95" + struct.pack("<Q", 3) + CALL, loads)
    write("frame-hides.pkl", proto(4) + b"\x95" + struct.pack("<Q", 2) + b"N.N." + CALL, None)
    write("protocol-mixed.pkl", proto(0) + proto(5) + proto(2) + CALL, loads)
    write("bytes-after.pkl", clean + random.bytes(100), None)
    write("long-literals.pkl", proto(4) + b"B" + struct.pack("<I", 200_000) + bytes(200_000) + b"0" + CALL, loads)
    write("long-text.pkl", b"V" + b"x" * 100_000 + b"\n0" + CALL, loads)
    write("many-values.pkl", b"N" * 500_000 + CALL, loads)
    write("too-many-values.pkl", b"N" * 2_100_000 + CALL, loads)
    write("deep-tuples.pkl", b"N" + b"\x85" * 300_000 + b"0" + CALL, loads)
    write("deep-marks.pkl", b"(" * 10_000 + b"1" * 10_000 + CALL, loads)
    write("in-bytes-of-bytes.pkl", b"cpickle\nloads\nC" + bytes([len(CALL)]) + CALL + b"\x85R.", loads)
    write("image.png", CALL, loads)
    write("model.onnx", pickle.dumps(Payload()), loads)
    write("weights.safetensors", pickle.dumps(Payload(), 0), loads)


def loads_each(path):
    with open(path, "rb") as file:
        while file.peek(1):
            pickle.load(file)


GADGETS = """builtins eval|builtins exec|builtins compile|builtins __import__|builtins getattr|builtins open|builtins map
builtins type|builtins breakpoint|builtins input|builtins vars|builtins globals|builtins setattr|builtins delattr|builtins print
__builtin__ eval|__builtin__ apply|__builtin__ execfile|__builtin__ file|__builtin__ reduce|os system|os popen|os execv|os spawnl
posix system|nt system|subprocess Popen|subprocess check_output|commands getoutput|popen2 popen2|sys exit|sys setprofile|sys modules
operator attrgetter|operator methodcaller|operator itemgetter|_operator attrgetter|functools partial|functools reduce
functools partialmethod|itertools starmap|pip main|pip._internal main|pip._internal.cli.main main|timeit timeit|timeit main
timeit repeat|pydoc locate|pydoc pipepager|pydoc tempfilepager|bdb Bdb.run|bdb Bdb.runeval|cProfile run|cProfile runctx|profile run
profile Profile.run|pdb run|trace Trace.runctx|code InteractiveInterpreter|code interact|codeop compile_command|runpy run_path
runpy _run_code|importlib import_module|importlib __import__|importlib._bootstrap _gcd_import|pkgutil resolve_name|imp load_source
zipimport zipimporter|ctypes CDLL|ctypes.util _findLib_gcc|_ctypes dlopen|webbrowser open|antigravity geohash|pty spawn
shutil rmtree|shutil copyfile|socket create_connection|ssl get_server_certificate|urllib.request urlopen|http.client HTTPSConnection
smtplib SMTP|ftplib FTP|asyncio create_subprocess_shell|asyncio.unix_events _UnixSubprocessTransport._start|multiprocessing Process
multiprocessing.util spawnv_passfds|concurrent.futures ProcessPoolExecutor|threading Thread|_thread start_new_thread|signal signal
atexit register|sqlite3 connect|dbm open|shelve open|logging FileHandler|logging.config listen|tempfile mktemp|io FileIO|_io FileIO
io open|_pyio open|codecs open|fileinput input|linecache getlines|tarfile open|zipfile ZipFile|gzip open|bz2 open|lzma open
pickle loads|pickle load|_pickle loads|cPickle loads|marshal loads|marshal load|types CodeType|types FunctionType|types ModuleType
typing get_type_hints|typing ForwardRef|inspect getattr_static|dis dis|ast literal_eval|collections namedtuple|dataclasses make_dataclass
enum Enum|weakref WeakMethod|contextlib suppress|gc get_objects|platform popen|uuid _get_command_stdout|getpass getpass|venv create
ensurepip bootstrap|ensurepip _run_pip|distutils.spawn spawn|distutils.file_util write_file|setuptools sandbox.run_setup
lib2to3.pgen2.pgen ParserGenerator.make_label|lib2to3.pgen2.grammar Grammar.loads|idlelib.run Executive.runcode
idlelib.pyshell ModifiedInterpreter.runcode|idlelib.calltip get_entity|idlelib.autocomplete AutoComplete.get_entity
idlelib.debugobj ObjectTreeItem.SetText|doctest debug_script|test.support.script_helper assert_python_ok|unittest.mock _importer
_osx_support _read_output|_aix_support _read_cmd_output|_pyrepl.pager pipe_pager|_sitebuiltins Quitter|_frozen_importlib _gcd_import
numpy load|numpy loadtxt|numpy fromfile|numpy memmap|numpy save|numpy genfromtxt|numpy vectorize|numpy apply_along_axis
numpy.testing._private.utils runstring|numpy.testing._private.utils measure|numpy.f2py.diagnose run_command|numpy.f2py compile
numpy.f2py.crackfortran getlincoef|numpy.f2py.crackfortran _eval_length|numpy.f2py.crackfortran param_eval|numpy.f2py.capi_maps getinit
numpy.ctypeslib load_library|numpy.lib.npyio load|numpy.lib._npyio_impl load|numpy._core _ufunc_reconstruct|numpy.core _ufunc_reconstruct
numpy.distutils.exec_command exec_command|numpy.compat.py3k npy_load_module|scipy.stats._distn_infrastructure rv_generic
scipy.stats._continuous_distns norm_gen|scipy.stats._distn_infrastructure rv_frozen|scipy.io loadmat|scipy.weave inline
pandas read_pickle|pandas eval|pandas read_csv|pandas.io.pickle read_pickle|pandas.core.computation.eval eval|pandas.io.common get_handle
joblib load|joblib.numpy_pickle load|joblib.numpy_pickle NumpyUnpickler|joblib.numpy_pickle NDArrayWrapper
joblib.numpy_pickle_compat ZNDArrayWrapper|joblib._memmapping_reducer reconstruct_array|joblib.memory MemorizedFunc
joblib.parallel BatchedCalls|joblib Parallel|joblib.externals.loky.backend.popen_loky_posix Popen|sklearn.datasets fetch_openml
sklearn.utils._testing ignore_warnings|sklearn.utils.fixes parse_version|sklearn.externals.joblib load|sklearn.utils.validation check_array
torch load|torch.storage _load_from_bytes|torch.hub load|torch.hub load_state_dict_from_url|torch.serialization load
torch.jit load|torch.package PackageImporter|torch.utils.collect_env run|torch.utils.bottleneck.__main__ run_cprofile
torch.utils._config_module ConfigModule.load_config|torch.utils.data.datapipes.utils.decoder basichandlers
torch.fx.experimental.symbolic_shapes ShapeEnv.evaluate_guards_expression|torch.jit.unsupported_tensor_ops execWrapper
torch._dynamo.guards GuardBuilder.get|torch._inductor.codecache compile_file|torch.utils.cpp_extension load_inline
torch.multiprocessing.reductions rebuild_storage_fd|torch.distributed.rpc init_rpc|torch.ops load_library|torch.fx.graph_module reduce_graph_module
cloudpickle.cloudpickle _make_function|cloudpickle.cloudpickle _builtin_type|cloudpickle.cloudpickle subimport
cloudpickle.cloudpickle _make_skeleton_class|cloudpickle.cloudpickle _function_setstate|dill._dill _create_function|dill._dill _import_module
dill._dill _create_type|dill loads|skops.io load|keras.models load_model|keras.utils get_file|tensorflow.keras.models load_model
mlflow.pyfunc load_model|mlflow.sklearn load_model|transformers pipeline|transformers.utils.hub cached_file|huggingface_hub hf_hub_download
requests.api get|aiohttp client|paramiko SSHClient|fsspec open|yaml load|jsonpickle decode|IPython get_ipython|cffi FFI
numba.core.serialize _unpickle|hydra.utils instantiate|lightning.pytorch.utilities.cloud_io _load|xgboost.collective Communicator
catboost.utils create_cd|lightgbm.basic Dataset|__main__ Net|model Net|train run|random_package thing"""


def gadgets():
    for gadget in GADGETS.replace("\n", "|").split("|"):
        module, name = gadget.split(" ")
        safe = f"{module}-{name}".replace(".", "_")
        write(f"gadget-{safe}.pkl", proto(4) + short(module) + short(name) + b"\x93)R.")
        write(f"gadget-{safe}.0.pkl", f"c{module}\n{name}\n)R.".encode())


def joblib_bytes(value, **options):
    buffer = io.BytesIO()
    joblib.dump(value, buffer, **options)
    return buffer.getvalue()


def loads_joblib(path):
    joblib.load(path)


def joblibs():
    weights = random.rand(30, 3)
    hidden = [weights, {"a": Payload()}, weights]
    for version in range(6):
        write(f"joblib-{version}.joblib", joblib_bytes(hidden, protocol=version), loads_joblib)
    for method in ("zlib", "gzip", "bz2", "lzma", "xz"):
        marked = placed(joblib_bytes(hidden))
        packed = {"zlib": zlib.compress, "gzip": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}.get(
            method, lambda content: lzma.compress(content, lzma.FORMAT_ALONE)
        )
        write(f"joblib.{method}", packed(marked), loads_joblib)
    objects = np.array([Payload(), 1], dtype=object)
    write("joblib-objects.joblib", joblib_bytes({"a": objects, "b": weights}), loads_joblib)
    inner = np.array([(1, Payload())], dtype=[("a", "i4"), ("b", "O")])
    write("joblib-structure.joblib", joblib_bytes([inner]), loads_joblib)
    # pickle.load knows no arrays of joblib: it takes their bytes for opcodes.
    write("joblib-array-as-opcodes.pkl", swap_array(CALL + b"0" * 40), loads)
    write("joblib-unknown-size.joblib", joblib_bytes([weights]).replace(b"\x8c\x02f8", b"\x8c\x02d8"), None)
    write("joblib-false-size.joblib", joblib_bytes([weights]).replace(b"J\xff\xff\xff\xffJ\xff\xff\xff\xff", b"J\x40\x00\x00\x00J\xff\xff\xff\xff"), None)
    write("joblib-wrapper-hidden.joblib", b"ccollections\nOrderedDict\n(]cjoblib.numpy_pickle\nNumpyArrayWrapper\natR.", None)
    write("joblib-wrapper-called.joblib", b"cjoblib.numpy_pickle\nNumpyArrayWrapper\n(NNNNtR}b.", None)
    write("joblib-wrapper-twice.joblib", joblib_wrapper_twice(), None)
    write("joblib-other-file.joblib", b"cjoblib.numpy_pickle\nNDArrayWrapper\n)\x81}X\x08\x00\x00\x00filenameX\x05\x00\x00\x00a.npysb.", None)
    write("joblib-old.pkl", b"ZF0x10                  " + zlib.compress(CALL), None)


def swap_array(body):
    """A joblib file of before 1.2, without padding, whose one array has these bytes."""
    state = b"(X\x08\x00\x00\x00subclasscnumpy\nndarray\nX\x05\x00\x00\x00shapeK" + bytes([len(body)]) + b"\x85"
    state += b"X\x05\x00\x00\x00orderX\x01\x00\x00\x00CX\x05\x00\x00\x00dtypecnumpy\ndtype\nX\x02\x00\x00\x00u1I00\nI01\n\x87R"
    state += b"(K\x03X\x01\x00\x00\x00|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tbX\x0a\x00\x00\x00allow_mmapI01\nd"
    return proto(2) + b"cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\x81" + state + b"b" + body + b"."


def joblib_wrapper_twice():
    once = swap_array(b"\x00" * 8)
    return once.replace(b")\x81(", b")\x81q\x09(", 1)[:-1] + b"0h\x09}b" + bytes(8) + b"."


def archive(members, **options):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", options.pop("compression", zipfile.ZIP_STORED)) as file:
        for name, content in members.items():
            file.writestr(name, placed(content) if isinstance(content, bytes) else content)
    return buffer.getvalue()


def patched(content, changes, at=0):
    content = bytearray(content)
    for offset, value in changes.items():
        content[at + offset] = value
    return bytes(content)


def loads_member(path):
    with zipfile.ZipFile(path) as file:
        pickle.loads(file.read(file.namelist()[0]))


def loads_npz(path):
    with np.load(path, allow_pickle=True) as file:
        [file[name] for name in file.files]


def numpy_bytes(array):
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=True)
    return buffer.getvalue()


def containers():
    call = pickle.dumps(Payload(), 2)
    bad = np.array([Payload()], dtype=object)
    write("objects.npy", numpy_bytes(bad), lambda path: np.load(path, allow_pickle=True))
    spelled = numpy_bytes(bad).replace(b"'|O'", b"'\\x4f'", 1)
    write("objects-escaped.npy", fix_header(spelled), lambda path: np.load(path, allow_pickle=True))
    pieces = numpy_bytes(bad).replace(b"'|O'", b"'obj''ect'", 1)
    write("objects-in-pieces.npy", fix_header(pieces), lambda path: np.load(path, allow_pickle=True))
    structure = np.array([(1, Payload())], dtype=[("a", "i4"), ("b", "O")])
    write("structure.npy", numpy_bytes(structure), lambda path: np.load(path, allow_pickle=True))
    write("objects.npz", archive({"a.npy": numpy_bytes(np.zeros(3)), "b.npy": numpy_bytes(bad)}), loads_npz)
    write("pickle-named-npy.npy", call, lambda path: np.load(path, allow_pickle=True))
    torch = {"archive/data.pkl": call, "archive/data/0": bytes(64), "archive/version": b"3\n"}
    write("torch.pt", archive(torch), loads_member)
    write("torch-other-folder.pt", archive({f"x/y/{name}": content for name, content in torch.items()}), loads_member)
    write("torch-no-extension.bin", archive({"a/data.pkl": pickle.dumps({}), "a/other": call}), None)
    write("torch-in-storage.pt", archive({"a/data.pkl": pickle.dumps({}), "a/data/0": call}), None)
    write("torch-deflated.pt", packed(torch), None)
    script = {"net/data.pkl": pickle.dumps({}), "net/constants.pkl": call, "net/code/net.py": b"x = 1\n"}
    write("torchscript.pt", archive(script), None)
    write("torchscript-debug.pt", archive({**script, "net/constants.pkl": b")."} | {"net/code/a.debug_pkl": call}), None)
    legacy = pickle.dumps(0x1950A86A20F9469CFC6C, 2) + pickle.dumps(1001, 2) + pickle.dumps({}, 2)
    write("torch-legacy.pt", legacy + call + pickle.dumps([], 2), loads_each)
    write("torch-legacy-system.pt", pickle.dumps(0x1950A86A20F9469CFC6C, 2) + pickle.dumps(1001, 2) + call, loads_each)
    write("nested-stored.zip", archive({"inner.zip": archive({"a.pkl": call})}), None)
    write("nested-deflated.zip", packed({"inner.zip": packed({"a.pkl": call})}), None)
    write("nested-gzip.zip", archive({"a.pkl.gz": gzip.compress(call)}), None)
    deep = call
    for _ in range(8):
        deep = gzip.compress(deep)
    write("nested-deep.pkl.gz", deep, None)
    write("gzip.pkl.gz", gzip.compress(placed(CALL)), lambda path: pickle.load(gzip.open(path)))
    write("gzip-two.pkl.gz", gzip.compress(pickle.dumps(1)) + gzip.compress(call), None)
    write("gzip-cut.pkl.gz", gzip.compress(call)[:-12], None)
    write("gzip-then-pickle.pkl.gz", gzip.compress(pickle.dumps(1)) + call, None)
    write("seven.7z", b"7z\xbc\xaf\x27\x1c" + bytes(100), None)
    tar = b"pickle".ljust(257, b"\0") + b"ustar\x0000" + bytes(1000)
    write("torch-tar.pt", tar, None)
    write("zstd.pkl.zst", b"\x28\xb5\x2f\xfd" + bytes(50), None)


def packed(members):
    return archive(members, compression=zipfile.ZIP_DEFLATED)


def fix_header(content):
    """A header of NumPy made as long as it says."""
    length = content.index(b"\n") - 9
    return content[:8] + struct.pack("<H", length) + content[10:]


def zips():
    call = pickle.dumps(Payload(), 2)
    clean = archive({"data.pkl": pickle.dumps({}), "a/data.pkl": call})
    first = clean.index(b"PK\x01\x02")
    second = clean.index(b"PK\x01\x02", first + 1)
    local = clean.index(b"PK\x03\x04", 4)
    write("zip-encrypted-flag.pt", patched(clean, {8: 1}, second), None)
    write("zip-encrypted-local.pt", patched(clean, {6: 1}, local), None)
    write("zip-strong-flag.pt", patched(patched(clean, {8: 0x40}, second), {6: 0x40}, local), None)
    write("zip-masked-flag.pt", patched(clean, {9: 0x20}, second), None)
    harmless = archive({"data.pkl": pickle.dumps({"a": 1}), "b": b"text"})
    at = harmless.index(b"PK\x01\x02")
    end = harmless.index(b"PK\x05\x06")
    write("zip-bad-checksum.pt", patched(harmless, {16: harmless[at + 16] ^ 1}, at), None)
    write("zip-bad-checksums.pt", patched(patched(harmless, {16: 0, 17: 0}, at), {14: 0, 15: 0}), None)
    write("zip-other-name.pt", harmless.replace(b"data.pkl", b"text.txt", 1), None)
    write("zip-other-method.pt", patched(harmless, {10: 8}, at), None)
    write("zip-unknown-method.pt", patched(patched(harmless, {10: 12}, at), {8: 12}), None)
    write("zip-two-sizes.pt", patched(harmless, {24: 3}, at), None)
    write("zip-past-end.pt", patched(harmless, {20: 255, 21: 255}, at), None)
    write("zip-no-header.pt", patched(harmless, {42: 3}, at), None)
    write("zip-prefixed.pt", call + harmless, loads)
    write("zip-prefixed-text.pt", b"#!/bin/sh\n" + harmless, None)
    write("zip-followed.pt", harmless + call, None)
    write("zip-two-ends.pt", harmless + harmless, None)
    write("zip-comment-end.pt", patched(harmless, {20: 22}, end) + harmless[end:], None)
    write("zip-cut.pt", harmless[: end - 10], None)
    write("zip-no-directory.pt", harmless[:at], None)
    write("zip-count.pt", patched(harmless, {10: 1, 8: 1}, end), None)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("data.pkl", pickle.dumps({}))
        file.writestr("data.pkl", pickle.dumps({"other": 1}))
    write("zip-two-names.pt", buffer.getvalue(), None)
    lost = archive({"data.pkl": pickle.dumps({}), "lost.pkl": call, "b": b"c"})
    directory = lost.index(b"PK\x01\x02")
    begin = lost.index(b"PK\x01\x02", directory + 1)
    finish = lost.index(b"PK\x01\x02", begin + 1)
    tail = lost.index(b"PK\x05\x06")
    kept = lost[:begin] + lost[finish:tail]
    size = tail - directory - (finish - begin)
    write("zip-hidden-member.pt", kept + lost[tail : tail + 8] + struct.pack("<HHII", 2, 2, size, directory) + lost[tail + 20 :], None)
    overlapped = patched(archive({"data.pkl": b"N." * 40, "b": b"N." * 40}), {}, 0)
    other = overlapped.index(b"PK\x01\x02", overlapped.index(b"PK\x01\x02") + 1)
    write("zip-overlap.pt", patched(overlapped, {42: 0, 43: 0}, other), None)
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        write(f"zip-method-{method}.pt", archive({"data.pkl": call}, compression=method), None)


def others():
    import cloudpickle

    write("cloudpickle.pkl", cloudpickle.dumps(lambda x: os.mkdir(x)), None)
    kind = cloudpickle.dumps(type("Net", (), {"__module__": "__main__", "run": lambda self: 1}))
    write("cloudpickle-class.pkl", kind, None)
    try:
        import dill
    except ImportError:
        pass
    else:
        write("dill.pkl", dill.dumps(lambda x: x + 1), None)
    write("estimator.pkl", pickle.dumps(wrapped(LogisticRegression())), loads)
    layer = {"module": "keras.layers", "class_name": "Lambda", "config": {"function": {"class_name": "__lambda__", "config": {"code": "4wEA"}}}}
    for name, config in {
        "lambda": {"class_name": "Sequential", "module": "keras", "config": {"layers": [layer]}},
        "escaped": json.loads(json.dumps(layer)),
        "function": {"module": "builtins", "class_name": "function", "config": "exec", "registered_name": "function"},
        "module": {"module": "os", "class_name": "system", "config": {}},
        "get-file": {"module": "keras.utils", "class_name": "function", "config": "get_file"},
        "torch": {"module": "keras.layers", "class_name": "TorchModuleWrapper", "config": {}},
    }.items():
        text = json.dumps(config)
        if name == "escaped":
            text = text.replace("Lambda", "\\u004cambda")
        write(f"keras-{name}.keras", archive({"config.json": text, "metadata.json": "{}"}), None)
    write("keras-broken.keras", archive({"config.json": "{", "metadata.json": "{}"}), None)
    heads = b"\x89HDF\r\n\x1a\n" + bytes(1000)
    write("keras-lambda.h5", heads + b'{"class_name": "Lambda", "config": {}}' + bytes(300_000), None)
    write("keras-lambda-late.h5", heads + bytes(262_144 - 1020) + b'{"class_name": "Lambda"}', None)
    write("keras-lambda-user-block.h5", bytes(512) + heads + b'{"class_name": "Lambda"}', None)
    write("keras-escaped.h5", heads + b'{"class_name": "\\u004cambda"}', None)
    schema = {"__class__": "partial", "__module__": "functools", "__loader__": "ReduceNode"}
    write("model.skops", archive({"schema.json": json.dumps(schema)}), None)
    schema = {"__class__": "function", "__module__": "builtins", "content": {"module_path": "os", "function": "system"}}
    write("function.skops", archive({"schema.json": json.dumps(schema)}), None)


def wrapped(model):
    model.extra_ = Payload()
    return model


opcodes()
sequences()
gadgets()
joblibs()
containers()
zips()
others()

os.makedirs(os.path.join(folder, "ran"))
silent = []
for name, mark, load in marks:
    try:
        load(os.path.join(folder, name))
    except BaseException:
        pass
    if not os.path.isdir(mark):
        silent.append(name)
print(json.dumps({"made": made, "ran": len(marks), "silent": silent}))
