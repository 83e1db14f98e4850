"""Models as people have them, for test/pickle/benign-models.test.ts: python benign-models.py FOLDER
Every scikit-learn estimator that fits small data, by pickle protocols 0 to 5 and by joblib plain and compressed;
XGBoost and LightGBM where they are installed; PyTorch's formats, written here byte for byte as torch.save does."""

import io, json, os, pickle, struct, sys, warnings, zipfile
from collections import OrderedDict

import joblib
import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.base import clone
from sklearn.utils import all_estimators

warnings.simplefilter("ignore")
folder = sys.argv[1]
random = np.random.RandomState(0)
numbers = random.rand(40, 4) + 0.1
labels = np.array(["no", "yes"], dtype=object)[(numbers[:, 0] > 0.6).astype(int)]
target = numbers @ [1.0, 2.0, 3.0, 4.0] + 1
texts = ["the cat sat", "a dog ran off", "the dog and the cat", "one more text"] * 10
written = {"estimators": [], "skipped": [], "boosters": []}


def write(name, content):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content)


def write_all(name, value, protocols=range(6)):
    for protocol in protocols:
        write(f"{name}.{protocol}.pkl", pickle.dumps(value, protocol))
    joblib.dump(value, os.path.join(folder, f"{name}.joblib"))
    for method in ("zlib", "gzip"):
        joblib.dump(value, os.path.join(folder, f"{name}.{method}.joblib"), compress=(method, 3))


def make(kind):
    from sklearn.linear_model import LogisticRegression, Ridge
    from sklearn.preprocessing import StandardScaler
    from sklearn.tree import DecisionTreeClassifier

    simple = LogisticRegression()
    named = [("one", DecisionTreeClassifier(max_depth=2)), ("two", simple)]
    regressors = [("one", Ridge()), ("two", Ridge(2))]
    made = {
        "ClassifierChain": lambda: kind(simple),
        "ColumnTransformer": lambda: kind([("scale", StandardScaler(), [0, 1]), ("rest", "passthrough", [2])]),
        "FeatureUnion": lambda: kind([("scale", StandardScaler())]),
        "FixedThresholdClassifier": lambda: kind(simple),
        "FrozenEstimator": lambda: kind(clone(simple).fit(numbers, labels)),
        "FunctionTransformer": lambda: kind(np.log1p),
        "GridSearchCV": lambda: kind(simple, {"C": [0.1, 1]}, cv=2, scoring="accuracy"),
        "HalvingGridSearchCV": lambda: kind(simple, {"C": [0.1, 1]}, cv=2),
        "HalvingRandomSearchCV": lambda: kind(simple, {"C": [0.1, 1]}, cv=2),
        "MultiOutputClassifier": lambda: kind(simple),
        "MultiOutputRegressor": lambda: kind(Ridge()),
        "OneVsOneClassifier": lambda: kind(simple),
        "OneVsRestClassifier": lambda: kind(simple),
        "OutputCodeClassifier": lambda: kind(simple),
        "Pipeline": lambda: kind([("scale", StandardScaler()), ("model", simple)]),
        "RFE": lambda: kind(simple),
        "RFECV": lambda: kind(simple, cv=2),
        "RandomizedSearchCV": lambda: kind(simple, {"C": [0.1, 1]}, n_iter=2, cv=2),
        "RegressorChain": lambda: kind(Ridge()),
        "SelectFromModel": lambda: kind(simple),
        "SelfTrainingClassifier": lambda: kind(simple),
        "SequentialFeatureSelector": lambda: kind(simple, cv=2),
        "SparseCoder": lambda: kind(np.eye(4)),
        "StackingClassifier": lambda: kind(named, cv=2),
        "StackingRegressor": lambda: kind(regressors, cv=2),
        "TunedThresholdClassifierCV": lambda: kind(simple, cv=2),
        "VotingClassifier": lambda: kind(named),
        "VotingRegressor": lambda: kind(regressors),
    }
    return made[kind.__name__]() if kind.__name__ in made else kind()


def fit(kind):
    """The estimator fitted to whatever data it takes, or None."""
    paired = np.column_stack([target, target])
    classes = np.array([[0, 1], [1, 0]])[(numbers[:, 0] > 0.6).astype(int)]
    for data, answer in (
        (numbers, labels),
        (numbers, target),
        (pd.DataFrame(numbers, columns=list("abcd")), labels),
        (texts, labels),
        ([{"a": 1, "b": "x"}, {"a": 2}] * 20, None),
        (numbers, paired),
        (numbers, classes),
        (numbers[:, 0], target),
        (numbers > 0.5, labels),
        (labels, None),
        ([("a", "b"), ("c",)] * 20, None),
    ):
        try:
            return make(kind).fit(data, answer) if answer is not None else make(kind).fit(data)
        except Exception:
            continue
    return None


def write_estimators():
    from sklearn.experimental import enable_halving_search_cv, enable_iterative_imputer  # noqa: F401

    for name, kind in all_estimators():
        model = fit(kind)
        if model is None:
            written["skipped"].append(name)
            continue
        write_all(name, model)
        written["estimators"].append(name)


def write_compositions():
    from sklearn.compose import ColumnTransformer
    from sklearn.ensemble import GradientBoostingRegressor, HistGradientBoostingClassifier
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.feature_selection import SelectKBest, mutual_info_classif
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF, Matern, WhiteKernel
    from sklearn.linear_model import SGDClassifier
    from sklearn.metrics import f1_score, make_scorer
    from sklearn.model_selection import GridSearchCV, StratifiedKFold
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder

    frame = pd.DataFrame({"word": texts, "kind": labels, "size": numbers[:, 0]})
    frame["kind"] = frame["kind"].astype("category")
    columns = ColumnTransformer(
        [("text", TfidfVectorizer(), "word"), ("kind", OneHotEncoder(), ["kind"]), ("size", "passthrough", ["size"])]
    )
    write_all("columns", make_pipeline(columns, SGDClassifier()).fit(frame, labels))
    write_all("ordinal", OrdinalEncoder().fit(frame[["kind"]]))
    write_all("processes", GaussianProcessRegressor(RBF() + WhiteKernel() * Matern()).fit(numbers, target))
    scorer = make_scorer(f1_score, pos_label="yes")
    search = GridSearchCV(KNeighborsClassifier(), {"n_neighbors": [1, 3]}, cv=StratifiedKFold(2), scoring=scorer)
    write_all("search", search.fit(numbers, labels))
    write_all("trees", KNeighborsClassifier(algorithm="ball_tree").fit(numbers, labels))
    write_all("best", SelectKBest(mutual_info_classif, k=2).fit(numbers, labels))
    for loss in ("squared_error", "huber", "quantile", "absolute_error"):
        write_all(f"loss-{loss}", GradientBoostingRegressor(loss=loss, n_estimators=3).fit(numbers, target))
    write_all("hist", HistGradientBoostingClassifier(max_iter=3).fit(frame[["size"]], labels))


def write_values():
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", None], "c": pd.Categorical(["u", "v"])})
    frame["d"] = pd.to_datetime(["2020-01-01", "2021-01-01"])
    objects = np.array([1, "x", None, {"a": [1]}], dtype=object)
    structure = np.zeros(3, dtype=[("a", "f8"), ("b", "i4"), ("Open", "S3")])
    values = {
        "frame": frame,
        "series": frame["a"],
        "objects": {"one": objects, "two": [objects, numbers], "three": labels},
        "arrays": [numbers, np.asfortranarray(numbers), numbers.T, structure, np.array("text"), np.array(3.5)],
        "empty": [np.zeros((0, 3)), np.zeros((2, 0), dtype=object)],
        "times": [np.zeros(2, "M8[ns]"), np.zeros(2, "m8[s]"), np.array(["x", "yyy"]), np.array([b"x"])],
        "widths": [np.zeros(3, kind) for kind in ("i1", "u2", ">i4", "f2", "c16", "?", "g")],
        "mixed": np.array([(1, "a", [2])], dtype=[("a", "i4"), ("b", "U3"), ("c", "O")]),
        "sparse": [getattr(sparse, f"{kind}_matrix")(np.eye(3)) for kind in ("csr", "csc", "coo", "bsr", "dia", "lil", "dok")],
        "sparse-arrays": [getattr(sparse, f"{kind}_array")(np.eye(3)) for kind in ("csr", "csc", "coo", "lil", "dok")],
        "scalars": [np.float64(1), np.int32(2), np.str_("x"), np.bool_(True), np.datetime64("2020-01-01")],
        "random": [np.random.RandomState(1), np.random.default_rng(1), np.random.MT19937(2), np.random.PCG64(3)],
        "masked": np.ma.array([1, 2], mask=[0, 1]),
        "builtin": [{1}, frozenset([2]), 3j, slice(1, 2), bytearray(b"x"), b"bytes", 2**70, -(2**40), 1.5, (), {}, "é\n\\u0041"],
        "large": ["x" * 300_000, b"y" * 300_000, list(range(5000)), tuple(range(5000)), frozenset(range(3000))],
    }
    for name, value in values.items():
        write_all(f"value-{name}", value)
    write("concatenated.pkl", pickle.dumps(1) + pickle.dumps(numbers, 2) + pickle.dumps({"a": labels}, 0))
    for name, array in {"float": numbers, "object": objects, "structure": structure, "mixed": values["mixed"]}.items():
        np.save(os.path.join(folder, f"{name}.npy"), array)
    np.savez(os.path.join(folder, "plain.npz"), a=numbers, b=objects)
    np.savez_compressed(os.path.join(folder, "packed.npz"), a=numbers, b=objects)


class Storage:
    """A storage of PyTorch: pickled as a persistent id."""

    def __init__(self, key, values, kind="FloatStorage"):
        self.key, self.values, self.kind = key, values, kind


class Global:
    """Pickled as the global itself, although PyTorch is not installed."""

    def __init__(self, module, name):
        self.module, self.name = module, name


class Call:
    def __init__(self, target, args, state=None):
        self.target, self.args, self.state = target, args, state


class TorchPickler(pickle._Pickler):
    """Writes globals by name without importing them, and storages as persistent ids, as torch.save does."""

    def persistent_id(self, value):
        if isinstance(value, Storage):
            return ("storage", Global("torch", value.kind), value.key, "cpu", len(value.values))
        return None

    def save(self, value, save_persistent_id=True):
        if isinstance(value, Global):
            self.write(pickle.GLOBAL + f"{value.module}\n{value.name}\n".encode())
        elif isinstance(value, Call):
            self.save(value.target)
            self.save(value.args)
            self.write(pickle.REDUCE)
            if value.state is not None:
                self.save(value.state)
                self.write(pickle.BUILD)
        else:
            super().save(value, save_persistent_id)


def torch_pickle(value, protocol=2):
    buffer = io.BytesIO()
    TorchPickler(buffer, protocol).dump(value)
    return buffer.getvalue()


def tensor(key, values, kind="FloatStorage"):
    args = (Storage(key, values, kind), 0, (len(values),), (1,), False, OrderedDict())
    return Call(Global("torch._utils", "_rebuild_tensor_v2"), args)


def write_torch_zip(name, root, pickles, storages, extra=()):
    """PyTorchStreamWriter: all stored, data aligned to 64 bytes by an extra field `FB`."""
    with zipfile.ZipFile(os.path.join(folder, name), "w", zipfile.ZIP_STORED) as archive:

        def add(path, content):
            info = zipfile.ZipInfo(f"{root}/{path}")
            start = archive.fp.tell() + 30 + len(info.filename) + 4
            padding = -start % 64
            info.extra = b"FB" + struct.pack("<H", padding) + b"Z" * padding
            archive.writestr(info, content)

        for path, content in pickles.items():
            add(path, content)
        add("byteorder", b"little")
        for key, content in storages.items():
            add(f"data/{key}", content)
        add("version", b"3\n")
        add(".data/serialization_id", b"1" * 40)
        for path, content in extra:
            add(path, content)


def write_torch():
    weights = random.rand(64).astype("f4")
    state = OrderedDict([("fc.weight", tensor("0", weights)), ("fc.bias", tensor("1", weights[:8]))])
    storages = {"0": weights.tobytes(), "1": weights[:8].tobytes()}
    for protocol in range(2, 6):
        write_torch_zip(f"state-{protocol}.pt", "archive", {"data.pkl": torch_pickle(state, protocol)}, storages)
    write_torch_zip("other-root.pth", "my_model", {"data.pkl": torch_pickle({"epoch": 3, "state": state, "lr": 0.1})}, storages)
    # Weights whose bytes start as pickles do, or are opcodes alone.
    heads = [b"\x80\x02\x2e", b"\x80\x04\x95", b"cat\ndog\n", b")." + b"\x00" * 9, b"N.N.N.", b"(" * 5000, b"x\x9c\x00", b"PK\x03\x04", b"BZh9"]
    odd = {str(index): head + weights.tobytes() for index, head in enumerate(heads)}
    many = {f"w{index}": tensor(str(index), weights) for index in range(400)}
    for index in range(len(heads), 400):
        odd[str(index)] = random.bytes(256)
    write_torch_zip("odd-weights.pt", "archive", {"data.pkl": torch_pickle(many)}, odd)
    parameter = Call(Global("torch._utils", "_rebuild_parameter"), (tensor("0", weights), True, OrderedDict()))
    linear = Call(
        Global("copyreg", "_reconstructor"),
        (Global("torch.nn.modules.linear", "Linear"), Global("builtins", "object"), None),
        {"_parameters": OrderedDict(weight=parameter), "_buffers": OrderedDict(), "training": True},
    )
    write_torch_zip("module.pt", "archive", {"data.pkl": torch_pickle(linear)}, storages)
    script = Call(Global("copyreg", "_reconstructor"), (Global("__torch__.net", "Net"), Global("builtins", "object"), None), {"w": tensor("0", weights)})
    code = [("code/__torch__/net.py", b"class Net(Module):\n  __parameters__ = [\"w\", ]\n  def forward(self): pass\n")]
    debug = [("code/__torch__/net.py.debug_pkl", pickle.dumps((("a", 1),), 2))]
    write_torch_zip("script.pt", "net", {"data.pkl": torch_pickle(script), "constants.pkl": torch_pickle(())}, storages, code + debug)
    write_legacy("legacy.pt", state, storages)
    # Sizes after the data, as PyTorch's own writer has them; an archive inside of another, as reinforcement learning has it.
    stream = io.BytesIO()
    with zipfile.ZipFile(Unseekable(stream), "w") as archive:
        for name, content in {"data.pkl": torch_pickle(state), "data/0": storages["0"], "data/1": storages["1"]}.items():
            archive.writestr(f"archive/{name}", content)
    write("streamed.pt", stream.getvalue())
    with zipfile.ZipFile(os.path.join(folder, "agent.zip"), "w") as archive:
        archive.write(os.path.join(folder, "state-2.pt"), "policy.pth")
        archive.writestr("system_info.txt", "- OS: Linux\n- Python: 3.12\n")


class Unseekable(io.RawIOBase):
    def __init__(self, stream):
        self.stream = stream

    def writable(self):
        return True

    def write(self, content):
        return self.stream.write(content)


def write_legacy(name, state, storages):
    magic = 0x1950A86A20F9469CFC6C
    system = dict(protocol_version=1001, little_endian=True, type_sizes=dict(short=2, int=4, long=4))
    content = pickle.dumps(magic, 2) + pickle.dumps(1001, 2) + pickle.dumps(system, 2) + torch_pickle(state)
    content += pickle.dumps(sorted(storages), 2)
    for key in sorted(storages):
        content += struct.pack("<q", len(storages[key]) // 4) + storages[key]
    write(name, content)


def write_boosters():
    try:
        import xgboost
    except ImportError:
        pass
    else:
        for kind, answer in (("XGBClassifier", numbers[:, 0] > 0.6), ("XGBRegressor", target), ("XGBRFRegressor", target)):
            model = getattr(xgboost, kind)(n_estimators=3).fit(numbers, answer)
            write_all(kind, model)
        model.save_model(os.path.join(folder, "xgboost.json"))
        model.save_model(os.path.join(folder, "xgboost.ubj"))
        write_all("xgboost-booster", model.get_booster())
        written["boosters"].append("xgboost")
    try:
        import lightgbm
    except ImportError:
        pass
    else:
        for kind, answer in (("LGBMClassifier", labels), ("LGBMRegressor", target)):
            model = getattr(lightgbm, kind)(n_estimators=3, verbose=-1).fit(numbers, answer)
            write_all(kind, model)
        model.booster_.save_model(os.path.join(folder, "lightgbm.txt"))
        write_all("lightgbm-booster", model.booster_)
        written["boosters"].append("lightgbm")


def write_others():
    from sklearn.linear_model import LogisticRegression

    import skops.io

    skops.io.dump(LogisticRegression().fit(numbers, labels), os.path.join(folder, "model.skops"))
    write("labels.txt", b"cat\ndog\nfish\n")
    write("persons.txt", b"cat\ndog\nperson\n(maybe)\n")
    write("model.safetensors", struct.pack("<Q", 60) + b'{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}'.ljust(60) + bytes(8))
    write("model.gguf", b"GGUF" + struct.pack("<IQQ", 3, 0, 0))
    write("weights.h5", b"\x89HDF\r\n\x1a\n" + bytes(2000) + b'{"class_name": "Dense"}')
    layer = {"module": "keras.layers", "class_name": "Dense", "config": {"activation": "relu", "units": 3}, "registered_name": None}
    model = {"module": "keras", "class_name": "Sequential", "config": {"layers": [layer]}, "registered_name": "Sequential"}
    with zipfile.ZipFile(os.path.join(folder, "model.keras"), "w") as archive:
        archive.writestr("metadata.json", json.dumps({"keras_version": "3.0"}))
        archive.writestr("config.json", json.dumps(model))
        archive.writestr("model.weights.h5", b"\x89HDF\r\n\x1a\n" + bytes(100))
    import onnx

    graph = onnx.helper.make_graph([], "empty", [], [])
    write("model.onnx", onnx.helper.make_model(graph).SerializeToString())


write_estimators()
write_compositions()
write_values()
write_torch()
write_boosters()
write_others()
print(json.dumps(written))
