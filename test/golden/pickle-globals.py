"""Lists what fitted models of scikit-learn hold, as src/pickle/allowed-globals.ts has it (scikit-learn 1.9.1):
python test/golden/pickle-globals.py
Classes of estimators and of their compiled parts, and scoring functions. A name is taken over once it is vetted: it must be
harmless whatever it is called with, so classes that call what they are given when they are made are left out here."""

import collections, importlib, inspect, pkgutil, re, warnings

import sklearn
import sklearn.metrics
from sklearn.base import BaseEstimator

warnings.simplefilter("ignore")
LEFT_OUT = re.compile(
    r"sklearn\.(tests|conftest|datasets|externals|experimental|_build_utils|inspection|base$|utils\.(_mocking|_testing|"
    r"estimator_checks|_repr_html|_test_common|_fast_dict|_vector|metaest)|metrics\._pairwise|tree\.(_export|_reingold|"
    r"_partitioner|_splitter)|linear_model\.(_glm\._newton|_linear_loss)|cluster\.(_hdbscan\._tree|_hierarchical_fast|"
    r"_feature_agg)|ensemble\._hist_gradient_boosting\.(common|grower|histogram|splitting))"
)
NAMES_LEFT_OUT = re.compile(
    r"^(_?Base\w+|\w*Mixin|PyFunc\w+|Pytest\w+|\w*Callback|VerboseReporter|\w*CallbackBridge|WeightedFenwickTree|\w*TreeBuilder|"
    r"_AlphaPruner|_CCPPruneController|_PathFinder|__pyx_unpickle_(TreeBuilder|_CCP\w+|DistanceMetric|Criterion)|\w*Criterion|"
    r"Entropy|Gini|MAE|MSE|Poisson|NeighborsHeap\d+|NodeHeap|_XT?_CenterStackOp|KernelOperator|CyLossFunction|ArrayAPI\w+|"
    r"DistanceMetric(32|64)?|_MultimetricScorer|_CVIterableWrapper)$"
)
COMPILED = (
    "_loss tree._ ensemble._hist neighbors._ metrics._dist gaussian_process model_selection._split utils._bunch "
    "metrics._scorer linear_model._ cluster._ ensemble._gb decomposition feature_ svm utils._metadata neural_network._stoch"
)
PARTS = tuple(f"sklearn.{each}" for each in COMPILED.split())
found = collections.defaultdict(set)

for each in pkgutil.walk_packages(sklearn.__path__, "sklearn."):
    if ".tests" in each.name or LEFT_OUT.match(each.name):
        continue
    for name, value in vars(importlib.import_module(each.name)).items():
        if getattr(value, "__module__", None) != each.name or NAMES_LEFT_OUT.match(name):
            continue
        is_class = inspect.isclass(value) and value.__qualname__ == name and not issubclass(value, BaseException)
        if is_class and (issubclass(value, BaseEstimator) or each.name.startswith(PARTS)):
            found[each.name].add(name)
        elif name.startswith("__pyx_unpickle_") or name == "newObj":
            found[each.name].add(name)
for name in sklearn.metrics.__all__:
    value = getattr(sklearn.metrics, name)
    if inspect.isfunction(value) and re.search("(score|error|loss|deviance|auc)$", name):
        found[value.__module__].add(name)
for module in sorted(found):
    print(module, *sorted(found[module]))
