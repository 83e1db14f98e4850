import { clipText, makeVisible } from "./core.js";

// src/images/crc32.ts
const table = Int32Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? value >>> 1 ^ 3988292384 : value >>> 1;
	return value;
});
/**
* The CRC-32 of `bytes[start \u2026 end)` that PNG and zip use (ISO 3309), as an unsigned number; `before` is that of the bytes
* before them.
*/
function crc32(bytes, start, end, before = 0) {
	let value = ~before;
	for (let at = start; at < end; at++) value = table[(value ^ bytes[at]) & 255] ^ value >>> 8;
	return ~value >>> 0;
}

// src/pickle/pickle-findings.ts
/**
* The findings of a scan, all errors: each global that is not allowed, here or by name (`module.name`), and each problem,
* which no name allows. None where reading the file is as safe as the list of allowed globals.
*/
function findingsOfPickle(scan, { allowed }) {
	const names = new Set(allowed);
	const findings = [];
	for (const { module, name, judgement, offset, member } of scan.globals) {
		if (judgement === "allowed" || names.has(`${module}.${name}`)) continue;
		const why = judgement === "dangerous" ? "which can run code" : "which is not known to be harmless";
		findings.push({
			severity: "error",
			rule: "pickle",
			message: `Reading the model imports ${module}.${name}, ${why} (byte ${offset}${inMember(member)})`,
			hint: `If you trust this file and need it, allow "${module}.${name}" by name`,
			file: scan.name
		});
	}
	for (const { message, offset, member } of scan.problems) findings.push({
		severity: "error",
		rule: "pickle",
		message: `The model cannot be seen to be harmless: ${message} (byte ${offset}${inMember(member)})`,
		hint: "Write the model again with its own library; what is not seen cannot be allowed by name",
		file: scan.name
	});
	return findings;
}
function inMember(member) {
	return member === "" ? "" : ` of ${member}`;
}

// src/pickle/byte-cursor.ts
/** A cursor at the start of a stream; nothing is read yet. */
function openCursor(chunks) {
	return {
		window: /* @__PURE__ */ new Uint8Array(0),
		at: 0,
		base: 0,
		isEnded: false,
		chunks: chunks[Symbol.asyncIterator]()
	};
}
/** Offset of the next byte in the stream. */
function offsetOf(cursor) {
	return cursor.base + cursor.at;
}
/** Bytes that are at hand. */
function leftOf(cursor) {
	return cursor.window.length - cursor.at;
}
/** Waits until so many bytes are at hand; false where the stream ends before. */
async function fill(cursor, count) {
	if (leftOf(cursor) >= count) return true;
	const pieces = [cursor.window.subarray(cursor.at)];
	let length = pieces[0].length;
	while (length < count && !cursor.isEnded) {
		const next = await cursor.chunks.next();
		if (next.done === true) cursor.isEnded = true;
		else {
			pieces.push(next.value);
			length += next.value.length;
		}
	}
	cursor.base += cursor.at;
	cursor.at = 0;
	cursor.window = joinBytes(pieces, length);
	return length >= count;
}
/** Passes over so many bytes; false where the stream ends before. */
async function skip(cursor, count) {
	while (leftOf(cursor) < count) {
		count -= leftOf(cursor);
		cursor.at = cursor.window.length;
		if (!await fill(cursor, 1)) return false;
	}
	cursor.at += count;
	return true;
}
/** Passes over all up to the next line feed, and over that; false where there is none. */
async function skipLine(cursor) {
	for (;;) {
		const found = cursor.window.indexOf(10, cursor.at);
		if (found >= 0) {
			cursor.at = found + 1;
			return true;
		}
		cursor.at = cursor.window.length;
		if (!await fill(cursor, 1)) return false;
	}
}
/** Gives up what was not read. */
async function closeCursor(cursor) {
	cursor.isEnded = true;
	await cursor.chunks.return?.();
}
/** Pieces as one, of so many bytes in all. */
function joinBytes(pieces, length) {
	if (pieces.length === 2 && pieces[0].length === 0) return pieces[1];
	const whole = new Uint8Array(length);
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}

// src/pickle/inflate.ts
/** Packed bytes that are held in memory, and what they may unpack to: at some 20 MB a second. */
const mostPacked = 256 << 20;
const mostUnpacked$1 = 2 ** 31;
/** Unpacks bytes as they come; throws where they are damaged, cut off, or followed by others. */
async function* inflate(chunks, packing) {
	if (isWhole(packing)) return yield* unpackWhole(chunks, packing);
	const unpacked = ReadableStream.from(chunks).pipeThrough(new DecompressionStream(packing));
	for await (const chunk of unpacked) yield chunk;
}
function isWhole(packing) {
	return packing in unpackers;
}
async function* unpackWhole(chunks, packing) {
	const pieces = [];
	let length = 0;
	for await (const piece of chunks) {
		length += piece.length;
		if (length > mostPacked) throw new Error("too large");
		pieces.push(piece);
	}
	const unpack = await unpackers[packing]();
	let unpacked = 0;
	for (const piece of unpack(joinBytes(pieces, length))) {
		unpacked += piece.length;
		if (unpacked > mostUnpacked$1) throw new Error("too large");
		yield piece;
	}
}
/** Loaded when there is such a file. */
const unpackers = {
	bz2: async () => (await import("./bzip2.js")).unpackBzip2,
	xz: async () => (await import("./xz.js")).unpackXz,
	lzma: async () => (await import("./lzma2.js")).unpackLzma,
	lz4: async () => (await import("./lz4.js")).unpackLz4
};

// src/pickle/unknown-packing.ts
/** Thrown for what is packed in a way that is not looked into; the message says how. */
var UnknownPacking = class extends Error {};

// src/pickle/content.ts
const firstChunk = 16384;
const chunk = 1 << 18;
/** What all members of a file may unpack to. */
const mostUnpacked = 2 ** 34;
/** Part of a file, as content of its own. */
function contentOf(file, start, end) {
	const size = end - start;
	const readRange = (from, to) => file.readRange(start + Math.min(from, size), start + Math.min(Math.max(from, to), size));
	return {
		random: {
			size,
			readRange
		},
		async *open() {
			for (let at = 0; at < size;) {
				const bytes = await readRange(at, at + (at === 0 ? firstChunk : chunk));
				if (bytes.length === 0) return;
				yield bytes;
				at += bytes.length;
			}
		}
	};
}
/**
* Content that is unpacked as it is read. Where that fails, or all that is unpacked passes a bound, it ends there:
* `report` is told why.
*/
function unpackedContent(content, packing, record, report) {
	return {
		random: void 0,
		async *open() {
			const chunks = inflate(content.open(), packing);
			for (;;) {
				const next = await chunks.next().catch((cause) => cause instanceof UnknownPacking ? cause.message : "it cannot be unpacked to its end");
				if (typeof next === "string") return report(next);
				if (next.done === true) return;
				record.unpacked += next.value.length;
				if (record.unpacked > mostUnpacked) return report("it unpacks to more than any model has");
				yield next.value;
			}
		}
	};
}
/** Does something with a cursor at the start of a content, and gives up what was not read. */
async function withCursor(content, use) {
	const cursor = openCursor(content.open());
	try {
		return await use(cursor);
	} finally {
		await closeCursor(cursor).catch(() => {});
	}
}
/** The whole content, if it has at most so many bytes. */
async function readWhole(content, most) {
	const pieces = [];
	let length = 0;
	for await (const piece of content.open()) {
		length += piece.length;
		if (length > most) return void 0;
		pieces.push(piece);
	}
	return joinBytes(pieces, length);
}

// src/pickle/allowed-globals.ts
/**
* The globals that models are made of, one line of `module Name Name` each. Only exact names, each vetted to be harmless
* whatever it is called with and whatever state it gets: no function that calls what it is given by name, reads a file or
* unpickles. The classes of scikit-learn are those of 1.9.1 that fitted estimators hold (test/golden/pickle-globals.py
* lists them), with their compiled parts; of the frozen distributions of scipy.stats none is here, since their state holds
* code that is run.
*/
const allowedGlobals = `
builtins Ellipsis NotImplemented bool bytearray bytes complex dict float frozenset int list object range set slice str tuple
__builtin__ bool bytearray bytes complex dict float frozenset int list long object set slice str tuple unicode xrange
copyreg __newobj__ __newobj_ex__ _reconstructor
copy_reg __newobj__ _reconstructor
_codecs encode
collections Counter OrderedDict defaultdict deque
datetime date datetime time timedelta timezone
decimal Decimal
fractions Fraction
uuid UUID
types SimpleNamespace
argparse Namespace
array _array_reconstructor
pathlib Path PosixPath PurePath PurePosixPath PureWindowsPath WindowsPath
pathlib._local Path PosixPath PurePath PurePosixPath PureWindowsPath WindowsPath
joblib.numpy_pickle NumpyArrayWrapper
numpy abs absolute bool bool_ cbrt ceil complex128 complex64 cos datetime64 dtype exp exp2 expm1 float16 float32 float64 floor
numpy int16 int32 int64 int8 log log10 log1p log2 longdouble matrix max mean median min ndarray negative object_ reciprocal
numpy sign sin sqrt square std str_ sum tan tanh timedelta64 uint16 uint32 uint64 uint8 var void
numpy.core.multiarray _reconstruct scalar
numpy._core.multiarray _reconstruct scalar
numpy.core.numeric _frombuffer
numpy._core.numeric _frombuffer
numpy.ma.core MaskedArray MaskedConstant _mareconstruct
numpy.ma MaskedArray
numpy.matrixlib.defmatrix matrix
numpy.random.mtrand RandomState
numpy.random._generator Generator
numpy.random._mt19937 MT19937
numpy.random._pcg64 PCG64 PCG64DXSM
numpy.random._philox Philox
numpy.random._sfc64 SFC64
numpy.random._pickle __bit_generator_ctor __generator_ctor __randomstate_ctor
numpy.random.bit_generator SeedSequence __pyx_unpickle_SeedSequence
scipy._lib.array_api_compat.numpy._aliases asarray
scipy.interpolate._bsplines BSpline
scipy.interpolate._interpolate interp1d
scipy.interpolate.interpolate interp1d
scipy.special._ufuncs expit logit
scipy.sparse._bsr bsr_array bsr_matrix
scipy.sparse._coo coo_array coo_matrix
scipy.sparse._csc csc_array csc_matrix
scipy.sparse._csr csr_array csr_matrix
scipy.sparse._dia dia_array dia_matrix
scipy.sparse._dok dok_array dok_matrix
scipy.sparse._lil lil_array lil_matrix
scipy.sparse.bsr bsr_matrix
scipy.sparse.coo coo_matrix
scipy.sparse.csc csc_matrix
scipy.sparse.csr csr_matrix
scipy.sparse.dia dia_matrix
scipy.sparse.dok dok_matrix
scipy.sparse.lil lil_matrix
pandas ArrowDtype BooleanDtype Categorical CategoricalDtype CategoricalIndex DataFrame DatetimeIndex DatetimeTZDtype Float32Dtype
pandas Float64Dtype Index Int16Dtype Int32Dtype Int64Dtype Int8Dtype Interval IntervalIndex MultiIndex RangeIndex Series
pandas StringDtype Timedelta TimedeltaIndex Timestamp UInt16Dtype UInt32Dtype UInt64Dtype UInt8Dtype
pandas.arrays ArrowExtensionArray ArrowStringArray BooleanArray DatetimeArray FloatingArray IntegerArray NumpyExtensionArray
pandas.arrays StringArray TimedeltaArray
pyarrow.lib _restore_array py_buffer type_for_alias
pandas._libs.arrays __pyx_unpickle_NDArrayBacked
pandas._libs.internals BlockPlacement _unpickle_block
pandas._libs.missing NAType
pandas._libs.tslibs.nattype _nat_unpickle
pandas._libs.tslibs.timestamps Timestamp _unpickle_timestamp
pandas._libs.tslibs.timedeltas Timedelta _timedelta_unpickle
pandas.core.arrays.boolean BooleanArray BooleanDtype
pandas.core.arrays.categorical Categorical
pandas.core.arrays.datetimes DatetimeArray
pandas.core.arrays.floating Float32Dtype Float64Dtype FloatingArray
pandas.core.arrays.integer Int16Dtype Int32Dtype Int64Dtype Int8Dtype IntegerArray UInt16Dtype UInt32Dtype UInt64Dtype
pandas.core.arrays.integer UInt8Dtype
pandas.core.arrays.numpy_ NumpyExtensionArray
pandas.core.arrays.string_ StringArray StringDtype
pandas.core.arrays.timedeltas TimedeltaArray
pandas.core.dtypes.dtypes CategoricalDtype DatetimeTZDtype IntervalDtype NumpyEADtype PeriodDtype
pandas.core.frame DataFrame
pandas.core.indexes.base Index _new_Index
pandas.core.indexes.category CategoricalIndex
pandas.core.indexes.datetimes DatetimeIndex _new_DatetimeIndex
pandas.core.indexes.multi MultiIndex
pandas.core.indexes.numeric Float64Index Int64Index UInt64Index
pandas.core.indexes.range RangeIndex
pandas.core.indexes.timedeltas TimedeltaIndex
pandas.core.internals.blocks new_block
pandas.core.internals.managers BlockManager SingleBlockManager
pandas.core.series Series
sklearn._loss._loss CyAbsoluteError CyExponentialLoss CyHalfBinomialLoss CyHalfGammaLoss CyHalfMultinomialLoss
sklearn._loss._loss CyHalfPoissonLoss CyHalfSquaredError CyHalfTweedieLoss CyHalfTweedieLossIdentity CyHuberLoss
sklearn._loss._loss CyPinballLoss __pyx_unpickle_CyHalfMultinomialLoss
sklearn._loss.link HalfLogitLink IdentityLink Interval LogLink LogitLink MultinomialLogit
sklearn._loss.loss AbsoluteError ExponentialLoss HalfBinomialLoss HalfBinomialLossArrayAPI HalfGammaLoss
sklearn._loss.loss HalfMultinomialLoss HalfMultinomialLossArrayAPI HalfPoissonLoss HalfPoissonLossArrayAPI
sklearn._loss.loss HalfSquaredError HalfTweedieLoss HalfTweedieLossIdentity HuberLoss PinballLoss
sklearn.calibration CalibratedClassifierCV _CalibratedClassifier _SigmoidCalibration _TemperatureScaling
sklearn.cluster._affinity_propagation AffinityPropagation
sklearn.cluster._agglomerative AgglomerativeClustering FeatureAgglomeration
sklearn.cluster._bicluster SpectralBiclustering SpectralCoclustering
sklearn.cluster._birch Birch _CFNode _CFSubcluster
sklearn.cluster._bisect_k_means BisectingKMeans _BisectingTree
sklearn.cluster._dbscan DBSCAN
sklearn.cluster._hdbscan.hdbscan HDBSCAN
sklearn.cluster._kmeans KMeans MiniBatchKMeans _kmeans_single_elkan _kmeans_single_lloyd
sklearn.cluster._mean_shift MeanShift
sklearn.cluster._optics OPTICS
sklearn.cluster._spectral SpectralClustering
sklearn.compose._column_transformer ColumnTransformer
sklearn.compose._target TransformedTargetRegressor
sklearn.covariance._elliptic_envelope EllipticEnvelope
sklearn.covariance._empirical_covariance EmpiricalCovariance
sklearn.covariance._graph_lasso GraphicalLasso GraphicalLassoCV
sklearn.covariance._robust_covariance MinCovDet
sklearn.covariance._shrunk_covariance LedoitWolf OAS ShrunkCovariance
sklearn.cross_decomposition._pls CCA PLSCanonical PLSRegression PLSSVD
sklearn.decomposition._dict_learning DictionaryLearning MiniBatchDictionaryLearning SparseCoder
sklearn.decomposition._factor_analysis FactorAnalysis
sklearn.decomposition._fastica FastICA
sklearn.decomposition._incremental_pca IncrementalPCA
sklearn.decomposition._kernel_pca KernelPCA
sklearn.decomposition._lda LatentDirichletAllocation
sklearn.decomposition._nmf MiniBatchNMF NMF
sklearn.decomposition._pca PCA
sklearn.decomposition._sparse_pca MiniBatchSparsePCA SparsePCA
sklearn.decomposition._truncated_svd TruncatedSVD
sklearn.discriminant_analysis LinearDiscriminantAnalysis QuadraticDiscriminantAnalysis
sklearn.dummy DummyClassifier DummyRegressor
sklearn.ensemble._bagging BaggingClassifier BaggingRegressor
sklearn.ensemble._forest ExtraTreesClassifier ExtraTreesRegressor RandomForestClassifier RandomForestRegressor
sklearn.ensemble._forest RandomTreesEmbedding
sklearn.ensemble._gb GradientBoostingClassifier GradientBoostingRegressor
sklearn.ensemble._hist_gradient_boosting.binning _BinMapper
sklearn.ensemble._hist_gradient_boosting.gradient_boosting HistGradientBoostingClassifier
sklearn.ensemble._hist_gradient_boosting.gradient_boosting HistGradientBoostingRegressor
sklearn.ensemble._hist_gradient_boosting.predictor TreePredictor
sklearn.ensemble._iforest IsolationForest
sklearn.ensemble._stacking StackingClassifier StackingRegressor
sklearn.ensemble._voting VotingClassifier VotingRegressor
sklearn.ensemble._weight_boosting AdaBoostClassifier AdaBoostRegressor
sklearn.feature_extraction._dict_vectorizer DictVectorizer
sklearn.feature_extraction._hash FeatureHasher
sklearn.feature_extraction.image PatchExtractor
sklearn.feature_extraction.text CountVectorizer HashingVectorizer TfidfTransformer TfidfVectorizer
sklearn.feature_selection._from_model SelectFromModel
sklearn.feature_selection._rfe RFE RFECV
sklearn.feature_selection._sequential SequentialFeatureSelector
sklearn.feature_selection._univariate_selection GenericUnivariateSelect SelectFdr SelectFpr SelectFwe SelectKBest
sklearn.feature_selection._univariate_selection SelectPercentile
sklearn.feature_selection._variance_threshold VarianceThreshold
sklearn.frozen._frozen FrozenEstimator
sklearn.gaussian_process._gpc GaussianProcessClassifier _BinaryGaussianProcessClassifierLaplace
sklearn.gaussian_process._gpr GaussianProcessRegressor
sklearn.gaussian_process.kernels CompoundKernel ConstantKernel DotProduct ExpSineSquared Exponentiation Hyperparameter
sklearn.gaussian_process.kernels Kernel Matern PairwiseKernel Product RBF RationalQuadratic Sum WhiteKernel
sklearn.impute._base MissingIndicator SimpleImputer
sklearn.impute._iterative IterativeImputer _ImputerTriplet
sklearn.impute._knn KNNImputer
sklearn.isotonic IsotonicRegression
sklearn.kernel_approximation AdditiveChi2Sampler Nystroem PolynomialCountSketch RBFSampler SkewedChi2Sampler
sklearn.kernel_ridge KernelRidge
sklearn.linear_model._base LinearRegression
sklearn.linear_model._bayes ARDRegression BayesianRidge
sklearn.linear_model._coordinate_descent ElasticNet ElasticNetCV Lasso LassoCV MultiTaskElasticNet
sklearn.linear_model._coordinate_descent MultiTaskElasticNetCV MultiTaskLasso MultiTaskLassoCV
sklearn.linear_model._glm.glm GammaRegressor PoissonRegressor TweedieRegressor
sklearn.linear_model._huber HuberRegressor
sklearn.linear_model._least_angle Lars LarsCV LassoLars LassoLarsCV LassoLarsIC
sklearn.linear_model._logistic LogisticRegression LogisticRegressionCV
sklearn.linear_model._omp OrthogonalMatchingPursuit OrthogonalMatchingPursuitCV
sklearn.linear_model._passive_aggressive PassiveAggressiveClassifier PassiveAggressiveRegressor
sklearn.linear_model._perceptron Perceptron
sklearn.linear_model._quantile QuantileRegressor
sklearn.linear_model._ransac RANSACRegressor
sklearn.linear_model._ridge Ridge RidgeCV RidgeClassifier RidgeClassifierCV
sklearn.linear_model._sgd_fast Classification EpsilonInsensitive Hinge ModifiedHuber Regression
sklearn.linear_model._sgd_fast SquaredEpsilonInsensitive SquaredHinge __pyx_unpickle_Classification
sklearn.linear_model._sgd_fast __pyx_unpickle_Regression
sklearn.linear_model._stochastic_gradient SGDClassifier SGDOneClassSVM SGDRegressor
sklearn.linear_model._theil_sen TheilSenRegressor
sklearn.manifold._classical_mds ClassicalMDS
sklearn.manifold._isomap Isomap
sklearn.manifold._locally_linear LocallyLinearEmbedding
sklearn.manifold._mds MDS
sklearn.manifold._spectral_embedding SpectralEmbedding
sklearn.manifold._t_sne TSNE
sklearn.metrics._classification accuracy_score balanced_accuracy_score brier_score_loss cohen_kappa_score
sklearn.metrics._classification d2_brier_score d2_log_loss_score f1_score fbeta_score hamming_loss hinge_loss
sklearn.metrics._classification jaccard_score log_loss precision_score recall_score zero_one_loss
sklearn.metrics._dist_metrics BrayCurtisDistance32 BrayCurtisDistance64 CanberraDistance32 CanberraDistance64
sklearn.metrics._dist_metrics ChebyshevDistance32 ChebyshevDistance64 DiceDistance32 DiceDistance64
sklearn.metrics._dist_metrics EuclideanDistance32 EuclideanDistance64 HammingDistance32 HammingDistance64
sklearn.metrics._dist_metrics HaversineDistance32 HaversineDistance64 JaccardDistance32 JaccardDistance64
sklearn.metrics._dist_metrics KulsinskiDistance32 KulsinskiDistance64 MahalanobisDistance32 MahalanobisDistance64
sklearn.metrics._dist_metrics ManhattanDistance32 ManhattanDistance64 MatchingDistance32 MatchingDistance64
sklearn.metrics._dist_metrics MinkowskiDistance32 MinkowskiDistance64 RogersTanimotoDistance32
sklearn.metrics._dist_metrics RogersTanimotoDistance64 RussellRaoDistance32 RussellRaoDistance64 SEuclideanDistance32
sklearn.metrics._dist_metrics SEuclideanDistance64 SokalMichenerDistance32 SokalMichenerDistance64
sklearn.metrics._dist_metrics SokalSneathDistance32 SokalSneathDistance64 newObj
sklearn.metrics._ranking auc average_precision_score coverage_error dcg_score label_ranking_average_precision_score
sklearn.metrics._ranking label_ranking_loss ndcg_score roc_auc_score top_k_accuracy_score
sklearn.metrics._regression d2_absolute_error_score d2_pinball_score d2_tweedie_score explained_variance_score
sklearn.metrics._regression max_error mean_absolute_error mean_absolute_percentage_error mean_gamma_deviance
sklearn.metrics._regression mean_pinball_loss mean_poisson_deviance mean_squared_error mean_squared_log_error
sklearn.metrics._regression mean_tweedie_deviance median_absolute_error r2_score root_mean_squared_error
sklearn.metrics._regression root_mean_squared_log_error
sklearn.metrics._scorer _CurveScorer _PassthroughScorer _Scorer
sklearn.mixture._bayesian_mixture BayesianGaussianMixture
sklearn.mixture._gaussian_mixture GaussianMixture
sklearn.model_selection._classification_threshold FixedThresholdClassifier TunedThresholdClassifierCV
sklearn.model_selection._search GridSearchCV RandomizedSearchCV
sklearn.model_selection._search_successive_halving HalvingGridSearchCV HalvingRandomSearchCV
sklearn.model_selection._split GroupKFold GroupShuffleSplit KFold LeaveOneGroupOut LeaveOneOut LeavePGroupsOut
sklearn.model_selection._split LeavePOut PredefinedSplit RepeatedKFold RepeatedStratifiedKFold ShuffleSplit
sklearn.model_selection._split StratifiedGroupKFold StratifiedKFold StratifiedShuffleSplit TimeSeriesSplit
sklearn.multiclass OneVsOneClassifier OneVsRestClassifier OutputCodeClassifier _ConstantPredictor
sklearn.multioutput ClassifierChain MultiOutputClassifier MultiOutputRegressor RegressorChain
sklearn.naive_bayes BernoulliNB CategoricalNB ComplementNB GaussianNB MultinomialNB
sklearn.neighbors._ball_tree BallTree BallTree32 BallTree64 BinaryTree32 BinaryTree64 newObj
sklearn.neighbors._classification KNeighborsClassifier RadiusNeighborsClassifier
sklearn.neighbors._graph KNeighborsTransformer RadiusNeighborsTransformer
sklearn.neighbors._kd_tree BinaryTree32 BinaryTree64 KDTree KDTree32 KDTree64 newObj
sklearn.neighbors._kde KernelDensity
sklearn.neighbors._lof LocalOutlierFactor
sklearn.neighbors._nca NeighborhoodComponentsAnalysis
sklearn.neighbors._nearest_centroid NearestCentroid
sklearn.neighbors._quad_tree _QuadTree
sklearn.neighbors._regression KNeighborsRegressor RadiusNeighborsRegressor
sklearn.neighbors._unsupervised NearestNeighbors
sklearn.neural_network._multilayer_perceptron MLPClassifier MLPRegressor
sklearn.neural_network._rbm BernoulliRBM
sklearn.neural_network._stochastic_optimizers AdamOptimizer SGDOptimizer
sklearn.pipeline FeatureUnion Pipeline
sklearn.preprocessing._data Binarizer KernelCenterer MaxAbsScaler MinMaxScaler Normalizer PowerTransformer
sklearn.preprocessing._data QuantileTransformer RobustScaler StandardScaler
sklearn.preprocessing._discretization KBinsDiscretizer
sklearn.preprocessing._encoders OneHotEncoder OrdinalEncoder
sklearn.preprocessing._function_transformer FunctionTransformer
sklearn.preprocessing._label LabelBinarizer LabelEncoder MultiLabelBinarizer
sklearn.preprocessing._polynomial PolynomialFeatures SplineTransformer
sklearn.preprocessing._target_encoder TargetEncoder
sklearn.random_projection GaussianRandomProjection SparseRandomProjection
sklearn.semi_supervised._label_propagation LabelPropagation LabelSpreading
sklearn.semi_supervised._self_training SelfTrainingClassifier
sklearn.svm._classes LinearSVC LinearSVR NuSVC NuSVR OneClassSVM SVC SVR
sklearn.tree._classes DecisionTreeClassifier DecisionTreeRegressor ExtraTreeClassifier ExtraTreeRegressor
sklearn.tree._tree Tree
sklearn.utils._bunch Bunch
sklearn.utils._metadata_requests MetadataRequest MethodMetadataRequest
sklearn.metrics._scorer _PredictScorer _ProbaScorer _ThresholdScorer
sklearn.feature_selection._univariate_selection chi2 f_classif f_oneway f_regression r_regression
sklearn.feature_selection._mutual_info mutual_info_classif mutual_info_regression
torch BFloat16Storage BoolStorage ByteStorage CharStorage ComplexDoubleStorage ComplexFloatStorage DoubleStorage FloatStorage
torch HalfStorage IntStorage LongStorage QInt32Storage QInt8Storage QUInt2x4Storage QUInt4x2Storage QUInt8Storage ShortStorage
torch Size Tensor bfloat16 bool complex128 complex32 complex64 device dtype float16 float32 float64 float8_e4m3fn
torch float8_e4m3fnuz float8_e5m2 float8_e5m2fnuz int16 int32 int64 int8 layout memory_format per_channel_affine
torch per_channel_symmetric per_tensor_affine per_tensor_symmetric qint32 qint8 quint2x4 quint4x2 quint8 relu sigmoid strided tanh
torch uint16 uint32 uint64 uint8
torch._C._nn gelu
torch._tensor Tensor _rebuild_from_type_v2
torch._utils _rebuild_device_tensor_from_cpu_tensor _rebuild_device_tensor_from_numpy _rebuild_meta_tensor_no_storage
torch._utils _rebuild_nested_tensor _rebuild_parameter _rebuild_parameter_with_state _rebuild_qtensor _rebuild_sparse_tensor
torch._utils _rebuild_tensor _rebuild_tensor_v2 _rebuild_tensor_v3
torch.cuda BFloat16Storage BoolStorage ByteStorage CharStorage DoubleStorage FloatStorage HalfStorage IntStorage LongStorage
torch.cuda ShortStorage
torch.jit._pickle build_boollist build_doublelist build_intlist build_tensor_from_id build_tensorlist restore_type_tag
torch.nn.functional elu gelu hardtanh leaky_relu log_softmax mish relu relu6 selu sigmoid silu softmax softplus tanh
torch.nn.modules.activation CELU ELU GELU GLU Hardshrink Hardsigmoid Hardswish Hardtanh LeakyReLU LogSigmoid LogSoftmax Mish
torch.nn.modules.activation MultiheadAttention PReLU RReLU ReLU ReLU6 SELU SiLU Sigmoid Softmax Softmax2d Softmin Softplus
torch.nn.modules.activation Softshrink Softsign Tanh Tanhshrink Threshold
torch.nn.modules.adaptive AdaptiveLogSoftmaxWithLoss
torch.nn.modules.batchnorm BatchNorm1d BatchNorm2d BatchNorm3d LazyBatchNorm1d LazyBatchNorm2d LazyBatchNorm3d SyncBatchNorm
torch.nn.modules.channelshuffle ChannelShuffle
torch.nn.modules.container ModuleDict ModuleList ParameterDict ParameterList Sequential
torch.nn.modules.conv Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d LazyConv1d LazyConv2d LazyConv3d
torch.nn.modules.conv LazyConvTranspose1d LazyConvTranspose2d LazyConvTranspose3d
torch.nn.modules.distance CosineSimilarity PairwiseDistance
torch.nn.modules.dropout AlphaDropout Dropout Dropout1d Dropout2d Dropout3d FeatureAlphaDropout
torch.nn.modules.flatten Flatten Unflatten
torch.nn.modules.fold Fold Unfold
torch.nn.modules.instancenorm InstanceNorm1d InstanceNorm2d InstanceNorm3d
torch.nn.modules.linear Bilinear Identity LazyLinear Linear NonDynamicallyQuantizableLinear
torch.nn.modules.loss BCELoss BCEWithLogitsLoss CTCLoss CosineEmbeddingLoss CrossEntropyLoss GaussianNLLLoss HingeEmbeddingLoss
torch.nn.modules.loss HuberLoss KLDivLoss L1Loss MSELoss MarginRankingLoss MultiLabelMarginLoss MultiLabelSoftMarginLoss
torch.nn.modules.loss MultiMarginLoss NLLLoss NLLLoss2d PoissonNLLLoss SmoothL1Loss SoftMarginLoss TripletMarginLoss
torch.nn.modules.loss TripletMarginWithDistanceLoss
torch.nn.modules.module Module
torch.nn.modules.normalization CrossMapLRN2d GroupNorm LayerNorm LocalResponseNorm RMSNorm
torch.nn.modules.padding CircularPad1d CircularPad2d CircularPad3d ConstantPad1d ConstantPad2d ConstantPad3d ReflectionPad1d
torch.nn.modules.padding ReflectionPad2d ReflectionPad3d ReplicationPad1d ReplicationPad2d ReplicationPad3d ZeroPad1d ZeroPad2d
torch.nn.modules.padding ZeroPad3d
torch.nn.modules.pixelshuffle PixelShuffle PixelUnshuffle
torch.nn.modules.pooling AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d AdaptiveMaxPool1d AdaptiveMaxPool2d
torch.nn.modules.pooling AdaptiveMaxPool3d AvgPool1d AvgPool2d AvgPool3d FractionalMaxPool2d FractionalMaxPool3d LPPool1d
torch.nn.modules.pooling LPPool2d LPPool3d MaxPool1d MaxPool2d MaxPool3d MaxUnpool1d MaxUnpool2d MaxUnpool3d
torch.nn.modules.rnn GRU GRUCell LSTM LSTMCell RNN RNNCell
torch.nn.modules.sparse Embedding EmbeddingBag
torch.nn.modules.transformer Transformer TransformerDecoder TransformerDecoderLayer TransformerEncoder TransformerEncoderLayer
torch.nn.modules.upsampling Upsample UpsamplingBilinear2d UpsamplingNearest2d
torch.nn.parameter Buffer Parameter UninitializedBuffer UninitializedParameter
torch.serialization _get_layout
torch.storage TypedStorage UntypedStorage _TypedStorage _UntypedStorage
xgboost.core Booster
xgboost.sklearn XGBClassifier XGBModel XGBRFClassifier XGBRFRegressor XGBRanker XGBRegressor
lightgbm.basic Booster
lightgbm.sklearn LGBMClassifier LGBMModel LGBMRanker LGBMRegressor
catboost.core CatBoost CatBoostClassifier CatBoostRanker CatBoostRegressor
`;

// src/pickle/dangerous-modules.ts
/**
* Packages of which nothing may be imported that is not allowed by name: Python's own library (3.8 to 3.14, and the names
* that Python 2 had for it), and packages that install, load, run or fetch.
*/
const dangerousModules = `
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

// src/pickle/judge-global.ts
/** Modules that hold functions which run code, read files or load more pickles, among those that models use. */
const guarded = /^(numpy|scipy|pandas|sklearn|joblib|torch|keras|tensorflow|cloudpickle|dill|skops|mlflow)(\.|$)/;
const runners = /(^|[._])(eval|exec|execfile|compile|system|popen|spawn\w*|run\w*|call|load\w*|read_\w+|from_file|open\w*|getattr|attrgetter|methodcaller|import_module|_import\w*|locate|hub|make_function|subimport|create_\w+|get_file|fromfile|memmap|genfromtxt|save\w*|tofile)$/;
/**
* Allowed are exact names only (src/pickle/allowed-globals.ts), each vetted to be harmless with any arguments and any
* state. Dangerous is whatever Python's own library has beyond these, and what is known to run code; the rest is unknown.
*/
function judgeGlobal(module, name) {
	if (allowed.get(module)?.has(name)) return "allowed";
	if (isDangerousModule(module)) return "dangerous";
	return guarded.test(module) && runners.test(name) ? "dangerous" : "unknown";
}
/** Whether a module is one whose objects run code, unless they are allowed one by one. */
function isDangerousModule(module) {
	return dangerous.has(module.split(".", 1)[0]) || dangerousSubmodules.test(module);
}
const dangerousSubmodules = /^(numpy\.(f2py|testing|ctypeslib|distutils|lib\.(npyio|_npyio_impl))|torch\.(hub|package|_inductor|_dynamo|utils\.(collect_env|bottleneck|_config_module|cpp_extension)|distributed|multiprocessing|fx|jit\.unsupported_tensor_ops)|pandas\.(io|core\.computation|eval)|scipy\.(stats|weave|io)|sklearn\.(datasets|externals|utils\._testing)|joblib\.(externals|parallel|memory))(\.|$)/;
const dangerous = new Set(dangerousModules.split(/\s+/).filter((each) => each !== ""));
const allowed = parse(allowedGlobals);
/** `module Name Name` a line; a module may have several lines. */
function parse(text) {
	const modules = /* @__PURE__ */ new Map();
	for (const line of text.split("\n")) {
		const [module, ...names] = line.trim().split(" ");
		if (module === void 0 || module === "") continue;
		const known = modules.get(module) ?? /* @__PURE__ */ new Set();
		for (const name of names) known.add(name);
		modules.set(module, known);
	}
	return modules;
}

// src/pickle/scan-record.ts
const mostGlobals = 1e3;
const mostProblems = 200;
const longestName$1 = 200;
/** A record of nothing. */
function startRecord(name) {
	return {
		scan: {
			name,
			holdsPickles: false,
			globals: [],
			problems: []
		},
		found: /* @__PURE__ */ new Set(),
		unpacked: 0
	};
}
/** Adds a global; the first of its kind in a member keeps its place. `isScript`: names of TorchScript are its own. */
function addGlobal(record, member, { module, name, offset }, judgement = judgeGlobal(module, name)) {
	const key = `${member}\n${module}\n${name}`;
	if (record.found.has(key)) return;
	if (record.found.size >= mostGlobals) {
		addProblem(record, member, `it names more than ${mostGlobals} different objects`, offset);
		return;
	}
	const global = {
		module: shown(module),
		name: shown(name),
		judgement,
		offset,
		member
	};
	record.found.add(key);
	record.scan.globals.push(global);
}
/** Adds what stops the scan from seeing all; past a number of them, one that says so. */
function addProblem(record, member, message, offset) {
	const { problems } = record.scan;
	const isThere = (each) => each.member === member && each.message === message;
	if (problems.length > mostProblems || problems.some(isThere)) return;
	problems.push(problems.length === mostProblems ? {
		message: "it has more such problems, which are left out",
		offset,
		member
	} : {
		message,
		offset,
		member
	});
}
/** Where a run tells what it finds, until it is known whether it read a pickle. */
function attemptSink(attempt, takesIds) {
	const seen = /* @__PURE__ */ new Set();
	const report = (message, offset) => {
		if (attempt.problems.length < mostProblems) attempt.problems.push({
			message,
			offset
		});
	};
	return {
		importGlobal(module, name, offset) {
			const key = `${module}\n${name}`;
			if (seen.has(key)) return;
			seen.add(key);
			attempt.globals.push({
				module,
				name,
				offset
			});
		},
		report,
		persist(offset) {
			if (!takesIds) report("it needs objects from outside of the file (persistent ids)", offset);
		}
	};
}
/** Text of a file as it may be shown: short, with no characters that hide. */
function shown(text) {
	return clipText(makeVisible(text), longestName$1);
}

// src/pickle/scan-hdf5.ts
/** Whether bytes start as HDF5 does, or after 512, 1024 or 2048 bytes of the user's. */
function isHdf5(head) {
	return [
		0,
		512,
		1024,
		2048
	].some((at) => magic.every((byte, index) => head[at + index] === byte));
}
const magic = [
	137,
	72,
	68,
	70,
	13,
	10,
	26,
	10
];
const overlap$1 = 64;
/**
* Looks through an HDF5 file for what Keras runs when it reads a model: Lambda layers, which hold code, and names in
* escapes, which hide what they say. HDF5 holds no pickles; its structure is not read, the bytes are searched.
*/
async function scanHdf5(content, { record, member }) {
	await withCursor(content, async (cursor) => {
		let hasClasses = false;
		let hasEscapes = false;
		for (;;) {
			await fill(cursor, 1 << 18);
			const bytes = cursor.window.subarray(cursor.at);
			const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
			for (const word of [
				"\"Lambda\"",
				"\"__lambda__\"",
				"\"TFSMLayer\"",
				"\"TorchModuleWrapper\""
			]) {
				const at = text.indexOf(word, 0, "latin1");
				const global = {
					module: "keras.layers",
					name: word.slice(1, -1),
					offset: offsetOf(cursor) + at
				};
				if (at >= 0) addGlobal(record, member, global);
			}
			hasClasses ||= text.includes("\"class_name\"", 0, "latin1");
			hasEscapes ||= /\\u00[0-7]/.test(text.toString("latin1"));
			if (cursor.isEnded) break;
			await skip(cursor, Math.max(1, leftOf(cursor) - overlap$1));
		}
		if (hasClasses && hasEscapes) addProblem(record, member, "its description of layers has names in escapes", 0);
	});
	return false;
}

// src/pickle/pickle-value.ts
/** The attributes of joblib's array wrapper. */
const arrayAttributes = /* @__PURE__ */ new Set([
	"subclass",
	"shape",
	"order",
	"dtype",
	"allow_mmap",
	"numpy_array_alignment_bytes"
]);
/** The one value of all texts that are not kept. */
const anyText = { kind: "text" };
/** Values in the largest tuple that is kept. */
const mostWeight = 64;
/** A tuple of these; undefined where it is large. A class of arrays in it is never lost. */
function tupleOf(items) {
	if (items.length === 0) return emptyTuple;
	const holdsArrayClass = items.some(holdsArray);
	let weight = 1;
	for (const item of items) weight += isTuple(item) ? item.weight : 1;
	if (weight > mostWeight) return holdsArrayClass ? {
		kind: "tuple",
		items: [],
		weight: 1,
		holdsArrayClass
	} : void 0;
	return {
		kind: "tuple",
		items: items.map((item) => typeof item === "object" && item.kind === "dict" ? void 0 : item),
		weight,
		holdsArrayClass
	};
}
const emptyTuple = {
	kind: "tuple",
	items: [],
	weight: 1,
	holdsArrayClass: false
};
/** Whether a value is joblib's array wrapper itself, or a tuple that holds it. */
function holdsArray(value) {
	if (typeof value !== "object") return false;
	return value.kind === "global" ? value.role === "array" : value.kind === "tuple" && value.holdsArrayClass;
}
/** Whether a value may be called for all we know: something that a call made. */
function isMade(value) {
	return typeof value === "object" && value.kind === "made";
}
/** Whether a value is a tuple that is kept. */
function isTuple(value) {
	return typeof value === "object" && value.kind === "tuple";
}
/** Whether a value is a global. */
function isGlobal(value) {
	return typeof value === "object" && value.kind === "global";
}
/** A global as a value, with its role. */
function globalValue(module, name) {
	return {
		kind: "global",
		module,
		name,
		role: roles.get(`${module} ${name}`)
	};
}
const roles = /* @__PURE__ */ new Map([
	["joblib.numpy_pickle NumpyArrayWrapper", "array"],
	["numpy dtype", "dtype"],
	["copyreg _reconstructor", "rebuild"],
	["copy_reg _reconstructor", "rebuild"],
	["copyreg __newobj__", "rebuild"],
	["copy_reg __newobj__", "rebuild"]
]);

// src/pickle/array-plan.ts
/**
* What follows a wrapper of this state; undefined where it cannot be told. Shapes are products of plain integers, the
* padding (joblib 1.2 and later) is a byte that says how many bytes follow it. (joblib.numpy_pickle.NumpyArrayWrapper)
*/
function planArray(state) {
	if (typeof state !== "object" || state.kind !== "dict" || !state.isKnown) return void 0;
	const item = itemOf(state);
	const count = countOf(state.entries?.get("shape"));
	if (item === void 0 || count === void 0) return void 0;
	if (item.hasObjects) return { isPickle: true };
	const alignment = state.entries?.get("numpy_array_alignment_bytes");
	const isPadded = state.entries?.has("numpy_array_alignment_bytes") === true;
	if (isPadded && typeof alignment !== "number") return void 0;
	const bytes = count * item.bytes;
	return Number.isSafeInteger(bytes) ? {
		isPickle: false,
		isPadded,
		bytes
	} : void 0;
}
/** The size that `numpy.dtype('f8', \u2026)` has; undefined for a type that pickles of NumPy do not name so. */
function sizeOfType(type) {
	const match = /^([biufcmMSUVO])(\d{1,9})$/.exec(type ?? "");
	if (match === null) return void 0;
	const size = Number(match[2]);
	return {
		bytes: match[1] === "U" ? 4 * size : size,
		hasObjects: match[1] === "O"
	};
}
/**
* The size that a dtype has once it got this state `(version, order, subarray, names, fields, size, alignment, flags)`;
* undefined where the state contradicts the type it was made with: bit 0 of the flags says that items are objects.
* (numpy/_core/src/multiarray/descriptor.c, arraydescr_setstate)
*/
function sizeOfState(dtype, state) {
	const made = sizeOfType(dtype.type);
	const items = isTuple(state) ? state.items : [];
	const [size, flags] = [items[5], items[7]];
	if (made === void 0 || typeof size !== "number" || typeof flags !== "number") return void 0;
	if (size !== -1 && size !== made.bytes) return void 0;
	const hasObjects = (flags & 1) === 1;
	const isStructure = dtype.type?.startsWith("V") === true;
	return hasObjects === made.hasObjects || isStructure ? {
		bytes: made.bytes,
		hasObjects
	} : void 0;
}
function itemOf(state) {
	const dtype = state.entries?.get("dtype");
	return isMade(dtype) ? dtype.item : void 0;
}
function countOf(shape) {
	if (!isTuple(shape)) return void 0;
	let count = 1;
	for (const each of shape.items) {
		if (typeof each !== "number" || each < 0) return void 0;
		count *= each;
	}
	return count;
}

// src/pickle/pickle-machine.ts
/** A place of the memo that nothing was put to. */
const hole = Symbol("hole");
/** The pickle ends at this opcode. `isCertain`: Python stops there too, so that nothing after it runs. */
var PickleEnd = class extends Error {
	isCertain;
	constructor(message, isCertain) {
		super(message);
		this.isCertain = isCertain;
	}
};
const mostStack = 2e6;
const mostMemo = 5e7;
const mostSparse = 1e5;
/** Places that may be left out before a place is kept apart: Python 2 starts at 1. */
const mostGap = 16;
/** Bytes of the texts in the memo that are kept, with what each takes beside. */
const mostTextBytes = 1 << 28;
const mostStructures = 1e6;
/** A machine before its first opcode; `outer` is the memo around a pickle that stands inside of another. */
function startMachine(cursor, sink, outer) {
	return {
		cursor,
		sink,
		stack: [],
		marks: [],
		memo: startMemo(),
		frameEnd: void 0,
		start: offsetOf(cursor),
		isPlain: outer !== void 0,
		outer,
		hasImported: false,
		hasCalled: false,
		globals: /* @__PURE__ */ new Map()
	};
}
/** An empty memo. */
function startMemo() {
	return {
		dense: [],
		sparse: /* @__PURE__ */ new Map(),
		count: 0,
		below: void 0,
		textBytes: 0,
		structures: 0
	};
}
/** Ends the run where Python's ends with an error too. */
function fail(message) {
	throw new PickleEnd(message, true);
}
/** Ends the run where Python may go on, but we cannot. */
function giveUp(message) {
	throw new PickleEnd(message, false);
}
/** Puts a value on the stack. */
function push(machine, value) {
	if (machine.stack.length >= mostStack) giveUp(`more than ${mostStack} values on the stack`);
	machine.stack.push(value);
}
/** Holds that so many values lie above the last mark. */
function need(machine, count) {
	if (machine.stack.length - (machine.marks.at(-1) ?? 0) < count) fail("the stack is too short");
}
/** Takes the last value off the stack. */
function pop(machine) {
	need(machine, 1);
	return machine.stack.pop();
}
/** Takes what lies above the last mark, and the mark. */
function popMark(machine) {
	const mark = machine.marks.pop();
	if (mark === void 0) fail("there is no mark");
	const { stack } = machine;
	if (stack.length - mark > 1e5) {
		const rest = stack.slice(mark);
		stack.length = mark;
		return rest;
	}
	return stack.splice(mark);
}
/** Puts a mark on the stack. */
function mark(machine) {
	if (machine.marks.length >= mostStack) giveUp(`more than ${mostStack} marks on the stack`);
	machine.marks.push(machine.stack.length);
}
/** Tells of values that a container or a call takes in: joblib's array class must not hide in one. */
function take(machine, values) {
	for (const value of values) if (typeof value === "object" && holdsArray(value)) reportHidden(machine);
}
/** Reports that joblib's array class is used in a way that joblib does not use it. */
function reportHidden(machine) {
	machine.sink.report("it uses joblib's array class in a way that joblib never does", machine.start);
}
/** Counts a global as imported; gives the one value of it. */
function importGlobal(machine, module, name) {
	machine.hasImported = true;
	machine.sink.importGlobal(module, name, machine.start);
	return entryOf(machine, module, name).value;
}
/** What a call of a global gives; one value for all calls, as it is not looked into. */
function madeBy(machine, global) {
	return entryOf(machine, global.module, global.name).made;
}
/** Puts a value into the memo. */
function memorize(machine, index, value) {
	const { memo } = machine;
	const { dense, sparse } = memo;
	const kept = keep$1(memo, value);
	if (lookUp(memo, index) === hole) memo.count += 1;
	if (index < dense.length) dense[index] = kept;
	else if (index < dense.length + mostGap && index < mostMemo) {
		while (dense.length < index) dense.push(takeSparse(sparse, dense.length));
		sparse.delete(index);
		dense.push(kept);
	} else {
		sparse.set(index, kept);
		if (sparse.size > mostSparse) giveUp("its memo is too large");
	}
}
/** A value of the memo; ends the run where there is none, as Python does. */
function recall(machine, index) {
	const value = lookUp(machine.memo, index);
	if (value === hole) fail(`there is nothing at ${index} in the memo`);
	if (machine.outer === void 0 || typeof value !== "string") return value;
	const other = lookUp(machine.outer, index);
	if (typeof other === "string" && other !== value && isDangerousModule(other)) machine.sink.report("an array of objects reads differently by pickle.load", machine.start);
	return value;
}
function lookUp({ dense, sparse, below }, index) {
	const value = index < dense.length ? dense[index] : sparse.has(index) ? sparse.get(index) : hole;
	return value === hole && below !== void 0 ? lookUp(below, index) : value;
}
/** Whether so many bytes are at hand; ends the run where the stream has no more. */
function require(machine, count) {
	if (leftOf(machine.cursor) < count) fail("it is cut off");
}
function takeSparse(sparse, index) {
	if (!sparse.has(index)) return hole;
	const value = sparse.get(index);
	sparse.delete(index);
	return value;
}
/** The value, or where the memo has too many already, one that says less. */
function keep$1(memo, value) {
	if (typeof value === "string") {
		memo.textBytes += value.length + 24;
		return memo.textBytes > mostTextBytes ? anyText : value;
	}
	if (!(isTuple(value) || typeof value === "object" && value.kind === "dict" || isArrayOrDtype(value)) || ++memo.structures <= mostStructures) return value;
	if (isArrayOrDtype(value) || holdsArray(value)) giveUp("its memo is too large");
}
function isArrayOrDtype(value) {
	return isMade(value) && value.by?.role !== void 0;
}
function entryOf(machine, module, name) {
	const key = `${module}\n${name}`;
	let entry = machine.globals.get(key);
	if (entry === void 0) {
		const value = globalValue(module, name);
		entry = {
			value,
			made: {
				kind: "made",
				by: value
			}
		};
		machine.globals.set(key, entry);
		if (machine.globals.size > 1e5) giveUp("it imports more than 100000 different objects");
	}
	return entry;
}

// src/pickle/read-argument.ts
/** Bytes of the longest text that is kept as a name. */
const longestName = 256;
/** Bytes of the longest line that is read as a whole. */
const longestLine = 1e3;
/** Bytes that must be at hand before an opcode: two such lines, and more than any fixed argument. */
const lookahead = 2048;
/** An unsigned little-endian integer of one to eight bytes; ends the run where it is past 2\u2075\u00b3. */
function readUnsigned(machine, bytes) {
	require(machine, bytes);
	const { cursor } = machine;
	let value = 0;
	for (let index = bytes - 1; index >= 0; index--) value = value * 256 + cursor.window[cursor.at + index];
	cursor.at += bytes;
	if (value > Number.MAX_SAFE_INTEGER) fail("a length is past all sizes");
	return value;
}
/** A signed little-endian integer of four bytes. */
function readSigned(machine) {
	return readUnsigned(machine, 4) | 0;
}
/** Text of so many bytes, all at hand: as a name where it can be one. */
function readText(machine, bytes) {
	const { cursor } = machine;
	const start = cursor.at;
	cursor.at += bytes;
	return nameIn(cursor.window, start, cursor.at);
}
/** A line of ASCII or UTF-8 without its end; undefined where it is longer than `longestLine`. `isCut`: it has no end. */
function readLine(machine) {
	const { cursor } = machine;
	const limit = Math.min(cursor.window.length, cursor.at + longestLine);
	let end = cursor.at;
	while (end < limit && cursor.window[end] !== 10) end += 1;
	if (end === limit && (leftOf(cursor) > 1e3 || !cursor.isEnded)) return void 0;
	const isCut = end === limit;
	const bytes = cursor.window.subarray(cursor.at, end);
	cursor.at = isCut ? end : end + 1;
	return {
		text: latin.decode(bytes),
		isCut
	};
}
/** A line's bytes as UTF-8; ends the run where they are not, as Python does. */
function decodeLine(text) {
	if (!/[\x80-\xff]/.test(text)) return text;
	try {
		return strict$1.decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
	} catch {
		fail("a name is not UTF-8");
	}
}
/** Holds that bytes start as UTF-8, as far as they go; ends the run where they do not. */
function decodeStart(bytes) {
	try {
		new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
	} catch {
		fail("a name is not UTF-8");
	}
}
/** Bytes as a name: ASCII letters, digits, `_` and dots, not too long. Any other text is `anyText`. */
function nameIn(bytes, start, end) {
	if (end === start || end - start > 256) return anyText;
	for (let at = start; at < end; at++) if (!isNameByte[bytes[at]]) return anyText;
	return String.fromCharCode(...bytes.subarray(start, end));
}
const latin = { decode: (bytes) => String.fromCharCode(...bytes) };
const strict$1 = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
const isNameByte = Uint8Array.from({ length: 256 }, (_, byte) => /[\w.]/.test(String.fromCharCode(byte)) && byte < 128 ? 1 : 0);

// src/pickle/call-operations.ts
/** What something made that is not known: it may be anything that calls give. */
const anyMade = {
	kind: "made",
	by: void 0
};
/** Module and name, a line each. Without the last line feed Python takes a character less, and imports it. */
function globalLines(machine) {
	const module = readLine(machine);
	if (module === void 0) return refuseLong(machine);
	if (module.isCut) {
		importGlobal(machine, decodeLine(module.text.slice(0, -1)), "");
		return fail("it is cut off");
	}
	const line = readLine(machine);
	if (line === void 0) return refuseLong(machine);
	const name = line.isCut ? line.text.slice(0, -1) : line.text;
	return importGlobal(machine, decodeLine(module.text), decodeLine(name));
}
/** A name may be long: `a.b.a.b\u2026` leads somewhere. Bytes that are no UTF-8 are none, in Python too. */
function refuseLong({ cursor }) {
	decodeStart(cursor.window.subarray(cursor.at, cursor.at + longestLine));
	return giveUp("a global's name is too long");
}
const global = (machine) => {
	push(machine, globalLines(machine));
};
const stackGlobal = (machine) => {
	need(machine, 2);
	const name = pop(machine);
	const module = pop(machine);
	if (typeof module === "string" && typeof name === "string") {
		push(machine, importGlobal(machine, module, name));
		return;
	}
	if (!mayBeText(module) || !mayBeText(name)) fail("a global's name is no text");
	machine.hasImported = true;
	machine.sink.report("it imports a global whose name cannot be told", machine.start);
	push(machine, anyMade);
};
function mayBeText(value) {
	return typeof value === "string" || value === anyText || isMade(value);
}
const reduce = (machine) => {
	need(machine, 2);
	const args = pop(machine);
	push(machine, call(machine, pop(machine), args));
};
const newObject = (machine) => {
	need(machine, 2);
	const args = pop(machine);
	take(machine, [args]);
	push(machine, create(machine, pop(machine), true));
};
const newObjectWithNames = (machine) => {
	need(machine, 3);
	take(machine, [pop(machine), pop(machine)]);
	push(machine, create(machine, pop(machine), false));
};
const objectFromMark = (machine) => {
	const [target, ...args] = popMark(machine);
	take(machine, args);
	push(machine, create(machine, target, false));
};
const instance = (machine) => {
	const target = globalLines(machine);
	take(machine, popMark(machine));
	push(machine, create(machine, target, false));
};
/** What a call gives. Only globals are called by pickles as they are written; what calls made is not, and cannot be told. */
function call(machine, target, args) {
	if (!isGlobal(target)) return callMade(machine, target, args);
	machine.hasCalled = true;
	if (target.role === "rebuild" && holdsArray(args)) return rebuild(machine, args);
	take(machine, [args]);
	if (target.role === "array") reportHidden(machine);
	if (target.role !== "dtype") return madeBy(machine, target);
	const type = isTuple(args) ? args.items[0] : void 0;
	if (typeof type !== "string") return {
		kind: "made",
		by: target
	};
	return {
		kind: "made",
		by: target,
		type,
		item: sizeOfType(type)
	};
}
/** `_reconstructor(class, object, None)` of joblib's array class, as protocols 0 and 1 make it. */
function rebuild(machine, args) {
	const [first, ...rest] = isTuple(args) ? args.items : [];
	if (!isGlobal(first) || rest.some(holdsArray)) {
		reportHidden(machine);
		return anyMade;
	}
	return {
		kind: "made",
		by: first
	};
}
/** What `class.__new__` gives; `isPlain`: without the ways that old classes are called. */
function create(machine, target, isPlain) {
	if (!isGlobal(target)) return callMade(machine, target, void 0);
	machine.hasCalled = true;
	if (target.role !== "array") return madeBy(machine, target);
	if (!isPlain) reportHidden(machine);
	return {
		kind: "made",
		by: target
	};
}
function callMade(machine, target, args) {
	if (!isMade(target)) fail("it calls something that is no function");
	take(machine, [args]);
	machine.hasCalled = true;
	machine.sink.report("it calls something that it made itself", machine.start);
	return anyMade;
}
const build = (machine) => {
	need(machine, 2);
	const state = pop(machine);
	take(machine, [state]);
	const target = machine.stack.at(-1);
	if (isGlobal(target)) machine.sink.report(`it changes ${target.module}.${target.name} itself`, machine.start);
	if (!isMade(target)) return void 0;
	machine.hasCalled = true;
	if (target.by?.role === "dtype") {
		target.item = sizeOfState(target, state);
		if (target.item === void 0) machine.sink.report("a dtype contradicts itself", machine.start);
	}
	if (target.by?.role !== "array" || machine.isPlain) return void 0;
	if (target.isBuilt) giveUp("it builds one array twice");
	target.isBuilt = true;
	machine.stack[machine.stack.length - 1] = anyMade;
	return {
		kind: "array",
		state
	};
};
/**
* A persistent id: what it gives is up to the reader of the file. `torch.load` takes one that says `module` for the class
* that stands in it, with the class's source to warn by; that of zip archives refuses it.
*/
const persistent = (isLine) => (machine) => {
	if (isLine) {
		const line = readLine(machine);
		if (line === void 0 || line.isCut) fail("an id does not end");
		machine.sink.persist(machine.start);
		push(machine, anyMade);
	} else {
		const id = pop(machine);
		take(machine, [id]);
		machine.sink.persist(machine.start);
		const [word, named] = isTuple(id) ? id.items : [];
		push(machine, word === "module" && isGlobal(named) ? named : anyMade);
	}
};
const extension = (bytes) => (machine) => {
	const code = readUnsigned(machine, bytes);
	if (code === 0) fail("an extension has no code");
	machine.hasImported = true;
	machine.sink.report(`it imports extension ${code} of a registry that is not in the file`, machine.start);
	push(machine, anyMade);
};
/** The opcodes that import, make or change objects, by their byte. */
const callOperations = {
	80: persistent(true),
	81: persistent(false),
	82: reduce,
	98: build,
	99: global,
	105: instance,
	111: objectFromMark,
	129: newObject,
	130: extension(1),
	131: extension(2),
	132: extension(4),
	146: newObjectWithNames,
	147: stackGlobal
};

// src/pickle/literal-operations.ts
/** A literal that matters only as one. */
const literal = (machine) => push(machine, void 0);
/** A literal with a fixed number of bytes after the opcode. */
const fixed = (bytes) => (machine) => {
	require(machine, bytes);
	machine.cursor.at += bytes;
	literal(machine);
};
/** Bytes whose length stands before them; never a name. */
const sized = (width, isSigned = false) => (machine) => {
	const bytes = isSigned ? readSigned(machine) : readUnsigned(machine, width);
	if (bytes < 0) fail("a length is negative");
	literal(machine);
	return {
		kind: "skip",
		bytes
	};
};
/** Text whose length stands before it. */
const text = (width, isSigned = false) => (machine) => {
	const bytes = isSigned ? readSigned(machine) : readUnsigned(machine, width);
	if (bytes < 0) fail("a length is negative");
	if (bytes > 256) {
		push(machine, anyText);
		return {
			kind: "skip",
			bytes
		};
	}
	require(machine, bytes);
	push(machine, readText(machine, bytes));
};
const integer = (bytes) => (machine) => {
	push(machine, readUnsigned(machine, bytes));
};
/** A line with a number, whose form is not checked: Python's two unpicklers take more than digits. */
const numberLine = (machine) => {
	const line = readLine(machine);
	if (line === void 0) {
		literal(machine);
		return { kind: "line" };
	}
	if (line.isCut) fail("it is cut off");
	push(machine, /^-?\d{1,15}$/.test(line.text) ? Number(line.text) : void 0);
};
/** A line of text: of escapes it is not told what they say. `isQuoted`: in quotes, as Python 2 wrote bytes. */
const textLine = (isQuoted) => (machine) => {
	const line = readLine(machine);
	if (line === void 0) {
		push(machine, anyText);
		return { kind: "line" };
	}
	if (line.isCut) fail("it is cut off");
	let { text: content } = line;
	if (isQuoted) {
		if (!/['"]/.test(content)) fail("a text has no quotes");
		if (!/^(['"])[\s\S]*\1$/.test(content) || content.length < 2) giveUp("a text's quotes are odd");
		content = content.slice(1, -1);
	}
	const bytes = Uint8Array.from(content, (character) => character.charCodeAt(0));
	push(machine, nameIn(bytes, 0, bytes.length));
};
/** The opcodes that push numbers, bytes, text and empty containers, by their byte. (Lib/pickletools.py of CPython) */
const literalOperations = {
	66: sized(4),
	67: sized(1),
	70: numberLine,
	71: fixed(8),
	73: numberLine,
	74: (machine) => push(machine, readSigned(machine)),
	75: integer(1),
	76: numberLine,
	77: integer(2),
	78: literal,
	83: textLine(true),
	84: text(4, true),
	85: text(1),
	86: textLine(false),
	88: text(4),
	93: literal,
	136: literal,
	137: literal,
	138: sized(1),
	139: sized(4, true),
	140: text(1),
	141: text(8),
	142: sized(8),
	143: literal,
	150: sized(8)
};

// src/pickle/plain-operations.ts
const tuple = (count) => (machine) => {
	need(machine, count);
	push(machine, tupleOf(machine.stack.splice(machine.stack.length - count)));
};
const tupleFromMark = (machine) => {
	const items = popMark(machine);
	push(machine, tupleOf(items));
};
const container = (machine) => {
	take(machine, popMark(machine));
	literal(machine);
};
const dictFromMark = (machine) => {
	const items = popMark(machine);
	const dict = {
		kind: "dict",
		entries: void 0,
		isKnown: true
	};
	setItems(machine, dict, items);
	push(machine, dict);
};
const emptyDict = (machine) => {
	push(machine, {
		kind: "dict",
		entries: void 0,
		isKnown: true
	});
};
/** Adds what lies above a mark, or the last value, to what lies below. */
const extend = (isMarked) => (machine) => {
	if (!isMarked) need(machine, 2);
	take(machine, isMarked ? popMark(machine) : [pop(machine)]);
	refuseClass(machine);
};
const setPairs = (isMarked) => (machine) => {
	if (!isMarked) need(machine, 3);
	const items = isMarked ? popMark(machine) : machine.stack.splice(machine.stack.length - 2);
	refuseClass(machine);
	const target = machine.stack.at(-1);
	if (typeof target === "object" && target.kind === "dict") setItems(machine, target, items);
	else take(machine, items);
};
/** What lies on top is changed; a class or function must not be. */
function refuseClass(machine) {
	need(machine, 1);
	const target = machine.stack.at(-1);
	if (typeof target === "object" && target.kind === "global") machine.sink.report(`it adds to ${target.module}.${target.name} itself`, machine.start);
}
function setItems(machine, dict, items) {
	take(machine, items);
	for (let index = 0; index + 1 < items.length; index += 2) {
		const key = items[index];
		if (typeof key === "object") dict.isKnown = false;
		if (typeof key !== "string" || !arrayAttributes.has(key)) continue;
		const value = items[index + 1];
		dict.entries ??= /* @__PURE__ */ new Map();
		dict.entries.set(key, typeof value === "object" && value.kind === "dict" ? void 0 : value);
	}
}
const popOne = (machine) => {
	if (machine.marks.at(-1) === machine.stack.length) machine.marks.pop();
	else pop(machine);
};
const duplicate = (machine) => {
	need(machine, 1);
	push(machine, machine.stack.at(-1));
};
/** An index of the memo, written as a line. Only plain digits: Python takes more, even what follows a NUL. */
function indexLine(machine) {
	const line = readLine(machine);
	if (line === void 0) return giveUp("a place of the memo is odd");
	if (line.isCut) fail("it is cut off");
	if (/^\d{1,9}$/.test(line.text)) return Number(line.text);
	return /^\s*[+-]?[\d_]/.test(line.text) ? giveUp("a place of the memo is odd") : fail("a place of the memo is none");
}
const put = (indexOf) => (machine) => {
	const index = indexOf(machine);
	need(machine, 1);
	memorize(machine, index, machine.stack.at(-1));
};
const get = (indexOf) => (machine) => {
	push(machine, recall(machine, indexOf(machine)));
};
const protocol = (machine) => {
	if (readUnsigned(machine, 1) > 5) fail("its protocol is none");
};
const frame = (machine) => {
	const { frameEnd } = machine;
	const length = readUnsigned(machine, 8);
	const start = machine.cursor.base + machine.cursor.at;
	if (frameEnd !== void 0 && start !== frameEnd && machine.start < frameEnd) machine.sink.report("a frame begins inside another", machine.start);
	machine.frameEnd = start + length;
};
const outOfBand = (isPushed) => (machine) => {
	machine.sink.report("it needs buffers from outside of the file", machine.start);
	if (isPushed) literal(machine);
	else need(machine, 1);
};
const memoCount = (machine) => machine.memo.count;
const one = (machine) => readUnsigned(machine, 1);
const four = (machine) => readUnsigned(machine, 4);
/** The opcodes that import and call nothing, by their byte. (Lib/pickletools.py of CPython, protocols 0 to 5) */
const plainOperations = {
	...literalOperations,
	40: (machine) => mark(machine),
	41: tuple(0),
	46: () => ({ kind: "stop" }),
	48: popOne,
	49: (machine) => void popMark(machine),
	50: duplicate,
	97: extend(false),
	100: dictFromMark,
	101: extend(true),
	103: get(indexLine),
	104: get(one),
	106: get(four),
	108: container,
	112: put(indexLine),
	113: put(one),
	114: put(four),
	115: setPairs(false),
	116: tupleFromMark,
	117: setPairs(true),
	125: emptyDict,
	128: protocol,
	133: tuple(1),
	134: tuple(2),
	135: tuple(3),
	144: extend(true),
	145: container,
	148: put(memoCount),
	149: frame,
	151: outOfBand(true),
	152: outOfBand(false)
};

// src/pickle/run-pickle.ts
const operations = Array.from({ length: 256 }, (_, byte) => plainOperations[byte] ?? callOperations[byte]);
/** Bytes of an array that are read as opcodes too, as pickle.load would, which knows no arrays of joblib. */
const mostAside = 65536;
/**
* Runs one pickle from the cursor on without calling anything, and leaves the cursor after it. Arrays of joblib are
* passed over, as joblib.load does, once their bytes are seen to be no opcodes for pickle.load to run.
*/
async function runPickle(cursor, sink) {
	return finish(startMachine(cursor, sink, void 0));
}
async function finish(machine) {
	const result = (end, why) => {
		const { start: offset, hasImported, hasCalled } = machine;
		return {
			end,
			why,
			offset,
			hasImported,
			hasCalled
		};
	};
	try {
		await run(machine);
		return result("stop", "");
	} catch (error) {
		if (!(error instanceof PickleEnd)) throw error;
		return result(error.isCertain ? "broken" : "unseen", error.message);
	}
}
async function run(machine) {
	const { cursor } = machine;
	for (;;) {
		if (leftOf(cursor) < 2048 && !cursor.isEnded) await fill(cursor, lookahead);
		const pause = runAtHand(machine);
		if (pause === void 0) continue;
		if (pause.kind === "stop") {
			pop(machine);
			if (machine.frameEnd !== void 0 && machine.frameEnd !== offsetOf(cursor) && machine.start < machine.frameEnd) machine.sink.report("it stops inside a frame", machine.start);
			return;
		}
		if (pause.kind === "array") await passArray(machine, pause.state);
		else if (!await (pause.kind === "line" ? skipLine(cursor) : skip(cursor, pause.bytes))) fail("it is cut off");
		checkFrame(machine);
	}
}
/** Opcodes as long as enough bytes are at hand for any. */
function runAtHand(machine) {
	const { cursor } = machine;
	do {
		machine.start = offsetOf(cursor);
		if (leftOf(cursor) === 0) fail("it is cut off");
		const byte = cursor.window[cursor.at++];
		const pause = (operations[byte] ?? fail(`byte ${byte} is no opcode`))(machine);
		if (pause !== void 0) return pause;
		if (machine.frameEnd !== void 0) checkFrame(machine);
	} while (leftOf(cursor) >= 2048 || cursor.isEnded);
}
/** An opcode must not reach out of its frame: Python's two unpicklers differ on what comes next. */
function checkFrame(machine) {
	const { frameEnd } = machine;
	if (frameEnd === void 0) return;
	const offset = offsetOf(machine.cursor);
	if (offset < frameEnd) return;
	if (offset > frameEnd && machine.start < frameEnd) machine.sink.report("an opcode leaves its frame", machine.start);
	machine.frameEnd = void 0;
}
async function passArray(machine, state) {
	const { cursor, frameEnd } = machine;
	if (frameEnd !== void 0 && frameEnd !== offsetOf(cursor)) giveUp("an array begins inside a frame");
	machine.frameEnd = void 0;
	const plan = planArray(state);
	if (plan === void 0) giveUp("an array of joblib has a size that cannot be told");
	await readAside(machine, plan);
	if (plan.isPickle) {
		await run(startMachine(cursor, machine.sink, machine.memo));
		return;
	}
	if (plan.isPadded && !await passPadding(cursor)) fail("it is cut off");
	if (!await skip(cursor, plan.bytes)) fail("it is cut off");
	machine.start = offsetOf(cursor);
}
async function passPadding(cursor) {
	if (!await fill(cursor, 1)) return false;
	return skip(cursor, cursor.window[cursor.at] + 1);
}
/** Reads an array's bytes as opcodes, beside the run: pickle.load would. What it imports there is found too. */
async function readAside(machine, plan) {
	const { cursor, sink } = machine;
	await fill(cursor, 1);
	const first = cursor.window[cursor.at];
	if (first === void 0 || operations[first] === void 0 || plan.isPickle) return;
	await fill(cursor, mostAside);
	const bytes = cursor.window.subarray(cursor.at, cursor.at + mostAside);
	const isWhole = bytes.length < mostAside;
	const offset = offsetOf(cursor);
	const found = [];
	let isOdd = false;
	const aside = openCursor(once(bytes));
	aside.base = offset;
	const run = await finish({
		...machine,
		cursor: aside,
		sink: {
			importGlobal: (module, name, at) => found.push([
				module,
				name,
				at
			]),
			report: () => {
				isOdd = true;
			},
			persist: () => {}
		},
		stack: [...machine.stack],
		marks: [...machine.marks],
		memo: {
			...startMemo(),
			count: machine.memo.count,
			below: machine.memo
		},
		isPlain: true,
		hasImported: false,
		hasCalled: false
	});
	for (const each of found) sink.importGlobal(...each);
	const isCut = run.why === "it is cut off" && !isWhole;
	if (run.end === "unseen" || isCut || isOdd && run.hasImported) sink.report("an array's bytes can be read as a pickle", offset);
}
async function* once(bytes) {
	yield bytes;
}

// src/pickle/scan-stream.ts
/** `torch.save` before PyTorch 1.6: this number, protocol, system, object and names of storages, then the storages. */
const legacyMagic = [
	138,
	10,
	108,
	252,
	156,
	70,
	249,
	32,
	106,
	168,
	80,
	25,
	46
];
const legacyPickles = 5;
/** Pickles that follow each other in one file. */
const mostPickles = 1e5;
/**
* Scans bytes as pickles that follow each other, up to the end. Returns whether there was one. Bytes that break before
* anything was imported do nothing when they are read, so they are none; those that import a thing first are one.
*/
async function scanStream(cursor, place) {
	const { record, member } = place;
	const isLegacy = await startsAsLegacy(cursor);
	const takesIds = place.takesIds || isLegacy;
	let isSure = false;
	for (let count = 0; count < mostPickles; count++) {
		if (!await fill(cursor, 1)) return count > 0;
		const start = offsetOf(cursor);
		const isRaw = place.isRaw || isLegacy && count >= legacyPickles;
		const isMarked = cursor.window[cursor.at] === 128 && (cursor.window[cursor.at + 1] ?? 255) <= 5;
		const attempt = {
			globals: [],
			problems: []
		};
		const run = await runPickle(cursor, attemptSink(attempt, takesIds));
		if (!isPickle(run, attempt) || isRaw && attempt.globals.length === 0) {
			if (isRaw) return isSure;
			if (isSure) addProblem(record, member, "bytes after its pickle are no pickle", start);
			else if (isMarked && place.isExpected) addProblem(record, member, `its pickle is broken: ${run.why}`, run.offset);
			return isSure;
		}
		keep(place, attempt, run);
		isSure ||= isMarked || run.hasImported || run.end === "unseen";
		if (run.end !== "stop") return true;
	}
	addProblem(record, member, `it holds more than ${mostPickles} pickles`, offsetOf(cursor));
	return true;
}
/** Whether reading these bytes as a pickle would do something. Text may look like imports, then breaks at once. */
function isPickle(run, { globals, problems }) {
	if (run.end !== "broken" || run.hasCalled) return true;
	return run.hasImported && (problems.length > 0 || globals.some(({ module }) => isDangerousModule(module)));
}
function keep({ record, member, isScript }, attempt, run) {
	for (const global of attempt.globals) addGlobal(record, member, global, isScript && /^__torch__(\.|$)/.test(global.module) ? "allowed" : void 0);
	for (const { message, offset } of attempt.problems) addProblem(record, member, message, offset);
	if (run.end === "broken") addProblem(record, member, `its pickle is broken: ${run.why}`, run.offset);
	if (run.end === "unseen") addProblem(record, member, `its pickle cannot be followed: ${run.why}`, run.offset);
}
async function startsAsLegacy(cursor) {
	await fill(cursor, 32);
	const head = cursor.window.subarray(cursor.at, cursor.at + Math.min(32, leftOf(cursor)));
	const at = head[2] === 149 ? 11 : 2;
	return head[0] === 128 && legacyMagic.every((byte, index) => head[at + index] === byte);
}

// src/pickle/scan-npy.ts
/** Whether bytes start as `numpy.save` writes them. */
function isNpy(head) {
	return "\u0093NUMPY".split("").every((character, index) => head[index] === character.charCodeAt(0));
}
const mostHeader = 1 << 20;
/**
* Scans a `.npy` file: an array of objects is a pickle after the header. The header is a literal of Python; one that
* cannot be seen to have numbers alone is taken to have objects. (numpy.lib.format, versions 1 to 3)
*/
async function scanNpy(cursor, place) {
	await fill(cursor, 12);
	const version = cursor.window[cursor.at + 6] ?? 0;
	const width = version === 1 ? 2 : 4;
	let length = 0;
	for (let index = width - 1; index >= 0; index--) length = length * 256 + (cursor.window[cursor.at + 8 + index] ?? 0);
	await skip(cursor, 8 + width);
	if (version < 1 || version > 3 || length > mostHeader || !await fill(cursor, length)) {
		addProblem(place.record, place.member, "its header as a NumPy array is damaged", 0);
		return false;
	}
	const header = new TextDecoder("latin1").decode(cursor.window.subarray(cursor.at, cursor.at + length));
	await skip(cursor, length);
	if (isPlain(header)) return false;
	if (leftOf(cursor) === 0 && !await fill(cursor, 1)) return false;
	return scanStream(cursor, {
		...place,
		isExpected: isObject(header),
		isRaw: false
	});
}
/** No `O`, which stands for objects, no `object` in pieces, and no escapes that could spell them. */
function isPlain(header) {
	return !/[\\O]|ob/.test(header);
}
function isObject(header) {
	return /'descr': '\|O\d*'/.test(header);
}

// src/pickle/scan-keras.ts
const mostJson = 16 << 20;
/**
* Scans the `config.json` of a `.keras` file and the `schema.json` of a skops file: both name the classes and functions
* that reading them imports. What is named is judged as a pickle's globals are.
*/
async function scanKeras(content, { record, member }) {
	const bytes = await readWhole(content, mostJson);
	let root;
	try {
		if (bytes === void 0) throw new Error("too large");
		root = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
	} catch {
		addProblem(record, member, "it is no JSON that can be read", 0);
		return;
	}
	const open = [root];
	while (open.length > 0) {
		const value = open.pop();
		if (typeof value !== "object" || value === null) continue;
		for (const each of Object.values(value)) if (typeof each === "object" && each !== null) open.push(each);
		const named = value;
		for (const [module, name] of [...namedByKeras(named), ...namedBySkops(named)]) addGlobal(record, member, {
			module,
			name,
			offset: 0
		}, isOfKeras(module, name) ? "allowed" : void 0);
	}
}
/** Keras looks `class_name` up in its own registry, unless `module` says where else; a function's name is its `config`. */
function* namedByKeras(value) {
	const { class_name: kind, config } = value;
	if (typeof kind !== "string" || plainKinds.has(kind)) return;
	yield [typeof value.module === "string" ? value.module : "keras.layers", kind === "function" && typeof config === "string" ? config : kind];
}
/** Classes and functions of skops' tree. */
function* namedBySkops(value) {
	const { __module__: module, __class__: kind, module_path: path, function: name } = value;
	if (typeof module === "string" && typeof kind === "string") yield [module, kind];
	if (typeof path === "string" && typeof name === "string") yield [path, name];
}
/** What Keras itself writes for values; `__lambda__`, which holds code, is not among them. */
const plainKinds = /* @__PURE__ */ new Set([
	"__keras_tensor__",
	"__tensor__",
	"__numpy__",
	"__bytes__",
	"__ellipsis__",
	"__slice__",
	"__tuple__",
	"__set__"
]);
const kerasClasses = /^keras(\.src)?(\.(layers|initializers|regularizers|constraints|optimizers|losses|metrics|models|dtype_policies|random|quantizers)(\.\w+)*)?$/;
const kerasFunctions = /^keras(\.src)?\.(activations|initializers|losses|metrics|regularizers)(\.\w+)*$/;
/** Layers that hold code or load other formats. */
const runningLayers = /^(Lambda|TFSMLayer|TorchModuleWrapper|JaxLayer|FlaxLayer|__lambda__)$/;
function isOfKeras(module, name) {
	if (runningLayers.test(name)) return false;
	return kerasClasses.test(module) && /^[A-Z]\w*$/.test(name) || kerasFunctions.test(module) && /^[a-z]\w*$/.test(name);
}

// src/pickle/zip-directory.ts
const endBytes = 22;
const mostComment = 65535;
const mostDirectory = 64 << 20;
const mostEntries = 1e5;
const endSignature = 101010256;
/**
* The members that the central directory lists; undefined where the file has no end of a zip archive. What readers
* differ on is a problem: several ends, bytes after the end, before the first member or between directory and end.
* (PKWARE APPNOTE 6.3.10, 4.3.12 to 4.3.16)
*/
async function readDirectory(file) {
	const from = Math.max(0, file.size - endBytes - mostComment);
	const tail = viewOf(await file.readRange(from, file.size));
	const ends = findEnds(tail);
	const last = ends.at(-1);
	if (last === void 0) return void 0;
	const problems = [];
	if (ends.slice(0, -1).some((at) => reachesEnd(tail, at))) problems.push("the archive has several ends, on which readers differ");
	const isAtEnd = reachesEnd(tail, last);
	if (!isAtEnd) problems.push("the archive ends before the file does");
	const end = await readEnd(file, tail, from, last, problems);
	const prefix = end.at - end.bytes - end.offset;
	if (prefix < 0 || end.bytes > mostDirectory || end.entries > mostEntries) {
		problems.push("the archive's directory is not where it says or too large");
		return {
			entries: [],
			prefix: 0,
			start: 0,
			isAtEnd,
			problems
		};
	}
	const start = end.at - end.bytes;
	const entries = readEntries(viewOf(await file.readRange(start, end.at)), prefix, problems);
	if (entries.length !== end.entries) problems.push("the archive's directory has not as many members as it says");
	return {
		entries,
		prefix,
		start,
		isAtEnd,
		problems
	};
}
/** A view of bytes, little-endian numbers to be read from. */
function viewOf(bytes) {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
/** A member's name as text: UTF-8, or what its bytes say in Latin-1. */
function nameOf(view, at, length) {
	const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
	try {
		return strict.decode(bytes);
	} catch {
		return String.fromCharCode(...bytes);
	}
}
const strict = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
/** Where ends stand whose directory may lie before them. */
function findEnds(tail) {
	const ends = [];
	for (let at = 0; at + endBytes <= tail.byteLength; at++) if (tail.getUint8(at) === 80 && tail.getUint32(at, true) === endSignature) ends.push(at);
	return ends;
}
/** Whether an end's comment goes to the end of the file: readers that look for that take it for the end. */
function reachesEnd(tail, at) {
	return at + endBytes + tail.getUint16(at + 20, true) === tail.byteLength;
}
async function readEnd(file, tail, from, at, problems) {
	const plain = {
		at: from + at,
		entries: tail.getUint16(at + 10, true),
		bytes: tail.getUint32(at + 12, true),
		offset: tail.getUint32(at + 16, true)
	};
	if (tail.getUint32(at + 4, true) !== 0) problems.push("the archive says that it has several parts");
	const locator = plain.at - 20;
	if (locator < 0) return plain;
	const view = viewOf(await file.readRange(locator, plain.at));
	if (view.byteLength < 20 || view.getUint32(0, true) !== 117853008) return plain;
	const wide = Number(view.getBigUint64(8, true));
	const record = viewOf(await file.readRange(wide, wide + 56));
	if (record.byteLength < 56 || record.getUint32(0, true) !== 101075792 || wide + 56 !== locator) {
		problems.push("the archive's 64-bit end is not where it says");
		return plain;
	}
	const wideEnd = {
		at: wide,
		entries: Number(record.getBigUint64(32, true)),
		bytes: Number(record.getBigUint64(40, true)),
		offset: Number(record.getBigUint64(48, true))
	};
	if ([
		"entries",
		"bytes",
		"offset"
	].some((each) => plain[each] !== wideEnd[each] && plain[each] !== (each === "entries" ? 65535 : 4294967295))) problems.push("the archive's two ends contradict each other");
	return wideEnd;
}
function readEntries(view, prefix, problems) {
	const entries = [];
	let at = 0;
	while (at + 46 <= view.byteLength && view.getUint32(at, true) === 33639248) {
		const [nameBytes, extraBytes] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)];
		const next = at + 46 + nameBytes + extraBytes + view.getUint16(at + 32, true);
		if (next > view.byteLength) break;
		const entry = {
			name: nameOf(view, at + 46, nameBytes),
			flags: view.getUint16(at + 8, true),
			method: view.getUint16(at + 10, true),
			crc: view.getUint32(at + 16, true),
			packed: view.getUint32(at + 20, true),
			size: view.getUint32(at + 24, true),
			local: view.getUint32(at + 42, true)
		};
		widen(entry, view, at + 46 + nameBytes, extraBytes);
		entry.local += prefix;
		entries.push(entry);
		at = next;
	}
	if (at !== view.byteLength) problems.push("the archive's directory is damaged");
	return entries;
}
/** Takes the 64-bit sizes of an entry's extra field 1, in the order of those that do not fit. */
function widen(entry, view, start, length) {
	for (let at = start; at + 4 <= start + length;) {
		const [id, bytes] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
		const end = Math.min(at + 4 + bytes, start + length);
		if (id === 1) {
			let place = at + 4;
			for (const field of [
				"size",
				"packed",
				"local"
			]) if (entry[field] === 4294967295 && place + 8 <= end) {
				entry[field] = Number(view.getBigUint64(place, true));
				place += 8;
			}
			return;
		}
		at = end;
	}
}

// src/pickle/zip-member.ts
/** Members that share bytes. */
const overlap = "members of the archive overlap";
/** Bytes that may follow a member without being a member: a data descriptor with 64-bit sizes. */
const mostDescriptor = 24;
/** Reads a member's local header and holds it to the directory's entry. */
async function readMember(file, entry) {
	const problems = [];
	const head = viewOf(await file.readRange(entry.local, entry.local + 30));
	if (head.byteLength < 30 || head.getUint32(0, true) !== 67324752) {
		problems.push("it has no header where the directory says");
		return {
			entry,
			start: entry.local,
			end: entry.local,
			problems
		};
	}
	const [nameBytes, extraBytes] = [head.getUint16(26, true), head.getUint16(28, true)];
	const names = viewOf(await file.readRange(entry.local + 30, entry.local + 30 + nameBytes));
	if (names.byteLength < nameBytes || nameOf(names, 0, nameBytes) !== entry.name) problems.push("its header has another name than the directory");
	if (contradicts(head, entry)) problems.push("its header contradicts the directory");
	if ((entry.flags | head.getUint16(6, true)) & 8257) problems.push("it is encrypted, or says so");
	if (entry.method !== 0 && entry.method !== 8) problems.push(`it is packed in a way (${entry.method}) that is not read`);
	if (entry.method === 0 && entry.packed !== entry.size) problems.push("it is stored but has two sizes");
	const start = entry.local + 30 + nameBytes + extraBytes;
	const end = start + entry.packed;
	if (end > file.size) problems.push("it reaches past the end of the file");
	return {
		entry,
		start,
		end: Math.min(end, file.size),
		problems
	};
}
/** What is odd about where members lie: overlaps, bytes that belong to none, and names that stand twice. */
function findOddities(directory, members) {
	const problems = [];
	if (directory.prefix > 0) problems.push("the archive does not start where the file does");
	const sorted = [...members].sort((one, other) => one.entry.local - other.entry.local);
	let end = directory.prefix;
	for (const member of sorted) {
		if (member.entry.local < end) problems.push(overlap);
		if (member.entry.local > end + mostDescriptor) problems.push("bytes of the archive belong to no member");
		end = Math.max(end, member.end);
	}
	if (directory.start < end) problems.push("members of the archive reach into its directory");
	if (directory.start > end + mostDescriptor) problems.push("bytes of the archive belong to no member");
	if (new Set(members.map(({ entry }) => entry.name)).size < members.length) problems.push("two members of the archive have one name");
	return [...new Set(problems)];
}
/** Method and flags must agree; sizes and checksum too, unless a descriptor after the data has them (bit 3). */
function contradicts(head, entry) {
	if (head.getUint16(8, true) !== entry.method) return true;
	const flags = head.getUint16(6, true);
	if ((flags ^ entry.flags) & -2055) return true;
	const has = (at, value) => {
		const said = head.getUint32(at, true);
		return said === value || said === 4294967295 || said === 0 && (flags & 8) !== 0;
	};
	return !has(14, entry.crc) || !has(18, entry.packed) || !has(22, entry.size);
}

// src/pickle/scan-zip.ts
/**
* Scans the members of a zip archive, each by its content: PyTorch's and TorchScript's files, `.npz`, `.keras`, skops and
* any other. Returns whether one holds a pickle.
*/
async function scanZip(file, directory, { record, member: path }, depth, scanContent) {
	const members = [];
	for (const entry of directory.entries) members.push(await readMember(file, entry));
	const oddities = findOddities(directory, members);
	for (const problem of [...directory.problems, ...oddities]) addProblem(record, path, problem, 0);
	if (oddities.includes("members of the archive overlap")) return false;
	const names = directory.entries.map(({ name }) => name);
	const isTorch = names.some((name) => /(^|\/)data\.pkl$/.test(name));
	const isScript = names.some((name) => /(^|\/)constants\.pkl$/.test(name));
	let found = false;
	for (const member of members) {
		const { name } = member.entry;
		const place = {
			record,
			member: path === "" ? shown(name) : `${path}!${shown(name)}`,
			isExpected: /\.(pkl|pickle|p|joblib)$/i.test(name),
			isRaw: isTorch && /(^|\/)data\/\d+$/.test(name),
			takesIds: isTorch,
			isScript: isScript && isTorch
		};
		for (const problem of member.problems) addProblem(record, place.member, problem, 0);
		if (member.start >= member.end) continue;
		const content = contentOfMember(file, member, place);
		if (await scanContent(content, place, depth)) found = true;
		if (/(^|\/)(config|schema)\.json$/.test(name)) await scanKeras(content, place);
	}
	return found;
}
/** A member's content, unpacked and held to its checksum and size once it is read to its end. */
function contentOfMember(file, { entry, start, end }, place) {
	const packed = contentOf(file, start, end);
	const report = (message) => addProblem(place.record, place.member, message, 0);
	const content = entry.method === 8 ? unpackedContent(packed, "deflate-raw", place.record, report) : packed;
	return {
		random: content.random,
		open: () => checked(content.open(), entry, place)
	};
}
async function* checked(chunks, entry, { record, member, isRaw }) {
	let [crc, size] = [0, 0];
	for await (const chunk of chunks) {
		if (!isRaw) crc = crc32(chunk, 0, chunk.length, crc);
		size += chunk.length;
		yield chunk;
	}
	if (size !== entry.size) addProblem(record, member, "it has not the size that the directory says", 0);
	else if (!isRaw && crc !== entry.crc) addProblem(record, member, "its checksum is wrong", 0);
}

// src/pickle/scan-content.ts
/** Archives in archives. */
const mostDepth = 4;
/** An archive inside of another that is unpacked into memory. */
const mostNested = 64 << 20;
const headBytes = 2056;
/** Ways of packing that are known by their first bytes; joblib takes two bytes for LZMA's. */
const read = [
	["gzip", [31, 139]],
	["xz", [
		253,
		55,
		122,
		88,
		90
	]],
	["lzma", [93, 0]],
	["lz4", [
		4,
		34,
		77,
		24
	]]
];
/** What follows `BZh` and a digit: a block, or the end. */
const bzip2Marks = [[
	49,
	65,
	89,
	38,
	83,
	89
], [
	23,
	114,
	69,
	56,
	80,
	144
]];
/** Others that are known and not read. */
const unread = [
	[
		"zstd",
		[
			40,
			181,
			47,
			253
		],
		0
	],
	[
		"7z",
		[
			55,
			122,
			188,
			175,
			39,
			28
		],
		0
	],
	[
		"rar",
		[
			82,
			97,
			114,
			33,
			26,
			7
		],
		0
	],
	[
		"tar",
		[
			117,
			115,
			116,
			97,
			114
		],
		257
	],
	[
		"joblib's old packing",
		[
			90,
			70,
			48,
			120
		],
		0
	]
];
/** Scans bytes by what they are, not by their name. Returns whether they hold a pickle. */
async function scanContent(content, place, depth) {
	const head = await withCursor(content, readHead);
	const problem = (message) => addProblem(place.record, place.member, message, 0);
	if (place.isRaw) return withCursor(content, (cursor) => scanStream(cursor, place));
	if (depth > mostDepth) {
		problem("archives lie too deep in each other");
		return false;
	}
	const isZip = startsWith(head, [
		80,
		75,
		3,
		4
	]) || startsWith(head, [
		80,
		75,
		5,
		6
	]);
	const zip = isZip || place.member === "" ? await scanAsZip(content, isZip, place, depth) : void 0;
	if (zip !== void 0 && isZip) return zip;
	const found = await scanUnzipped(content, head, place, depth);
	if (found && zip !== void 0) problem("it is a pickle and a zip archive at once");
	return found || zip === true;
}
/** Scans a zip archive, which may start after other bytes; undefined where there is none. */
async function scanAsZip(content, isZip, place, depth) {
	const { record, member } = place;
	let file = content.random;
	if (file === void 0) {
		if (!isZip) return void 0;
		const bytes = await readWhole(content, mostNested);
		if (bytes === void 0) {
			addProblem(record, member, "it is a packed archive inside of another, too large to look into", 0);
			return false;
		}
		file = {
			size: bytes.length,
			readRange: async (start, end) => bytes.subarray(start, end)
		};
	}
	const directory = await readDirectory(file);
	if (directory !== void 0 && (isZip || directory.isAtEnd || directory.entries.length > 0)) return scanZip(file, directory, place, depth + 1, scanContent);
	if (isZip) addProblem(record, member, "it starts as a zip archive but has no directory", 0);
}
async function scanUnzipped(content, head, place, depth) {
	const packing = await packingOf(head);
	if (packing !== void 0) {
		const member = place.member === "" ? packing : `${place.member}!${packing}`;
		return scanContent(unpackedContent(content, packing, place.record, (message) => addProblem(place.record, member, message, 0)), {
			...place,
			member
		}, depth + 1);
	}
	const known = unread.find(([, magic, at]) => startsWith(head.subarray(at), magic));
	if (known !== void 0) addProblem(place.record, place.member, `it is packed as ${known[0]}, which is not looked into`, 0);
	if (isHdf5(head)) return scanHdf5(content, place);
	if (isNpy(head)) return withCursor(content, (cursor) => scanNpy(cursor, place));
	return withCursor(content, (cursor) => scanStream(cursor, place));
}
/** What a content is packed with; zlib by its header's checksum, as joblib writes it. */
async function packingOf(head) {
	const known = read.find(([, magic]) => startsWith(head, magic));
	if (known !== void 0) return known[0];
	if (startsWith(head, [
		66,
		90,
		104
	]) && bzip2Marks.some((mark) => startsWith(head.subarray(4), mark))) return "bz2";
	return head[0] === 120 && head.length > 1 && (30720 + head[1]) % 31 === 0 && !(isText(head) && await isStuck(head)) ? "deflate" : void 0;
}
/** Whether there is plain ASCII alone: `x^2` looks like the header of zlib. */
function isText(head) {
	return head.every((byte) => byte >= 32 && byte < 127 || byte === 9 || byte === 10 || byte === 13);
}
/** Whether nothing can be unpacked of what a content starts with. */
async function isStuck(head) {
	const chunks = inflate((async function* () {
		yield head;
	})(), "deflate");
	const first = await chunks.next().catch(() => void 0);
	await chunks.return(void 0);
	return first === void 0;
}
async function readHead(cursor) {
	await fill(cursor, headBytes);
	return cursor.window.slice(cursor.at, cursor.at + Math.min(headBytes, leftOf(cursor)));
}
function startsWith(head, magic) {
	return magic.every((byte, index) => head[index] === byte);
}

// src/pickle/scan-model.ts
/**
* Finds what Python would import when it reads a model file, without running anything of it: pickles of protocols 0 to 5
* (joblib's, PyTorch's of both formats, NumPy's arrays of objects), alone, one after the other or in zip, zlib and gzip,
* and the classes that Keras and skops name in JSON. The opcodes are followed on a stack and memo as Python has them;
* where readers differ, or something cannot be followed, `problems` says so. Kinds are told by content, never by `name`,
* which is only for reports. Time is linear in the file's size, memory bounded: large files are read piece by piece.
*/
async function scanModelFile(name, file) {
	const record = startRecord(name);
	const place = {
		record,
		member: "",
		isExpected: true,
		isRaw: false,
		takesIds: false,
		isScript: false
	};
	record.scan.holdsPickles = await scanContent(contentOf(file, 0, file.size), place, 0);
	return record.scan;
}

export { UnknownPacking, crc32, findingsOfPickle, scanModelFile };