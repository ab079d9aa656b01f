package keras4j.internal.onnx;

import java.util.Map;
import java.util.Set;

/** ONNX operators that a file may have: those that compute numbers from numbers, in ONNX's own domain. */
final class AllowedOperators {
    /** Names of ONNX's own domain. */
    static final Set<String> DOMAINS = Set.of("", "ai.onnx");

    static final Set<String> NAMES = Set.of(
            // Elements.
            ("Abs Acos Acosh Add And Asin Asinh Atan Atanh BitShift BitwiseAnd BitwiseNot BitwiseOr BitwiseXor Cast CastLike Ceil"
                            + " Celu Clip Cos Cosh Div Elu Equal Erf Exp Floor Gelu Greater GreaterOrEqual HardSigmoid HardSwish"
                            + " Identity IsInf IsNaN LeakyRelu Less LessOrEqual Log Max Mean Min Mish Mod Mul Neg Not Or PRelu Pow"
                            + " Reciprocal Relu Round Selu Shrink Sigmoid Sign Sin Sinh Softplus Softsign Sqrt Sub Sum Swish Tan"
                            + " Tanh ThresholdedRelu Where Xor"
                            // Products, convolutions and pools.
                            + " AveragePool Conv ConvTranspose Einsum Gemm GlobalAveragePool GlobalLpPool GlobalMaxPool LpPool"
                            + " MatMul MaxPool"
                            // Norms, softmax and attention.
                            + " Attention BatchNormalization GroupNormalization Hardmax InstanceNormalization LRN"
                            + " LayerNormalization LogSoftmax LpNormalization MeanVarianceNormalization RMSNormalization"
                            + " RotaryEmbedding Softmax"
                            // Reductions.
                            + " ArgMax ArgMin CumSum ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean"
                            + " ReduceMin ReduceProd ReduceSum ReduceSumSquare TopK"
                            // Shapes and selections.
                            + " Compress Concat Constant ConstantOfShape DepthToSpace Expand EyeLike Flatten Gather"
                            + " GatherElements GatherND NonZero OneHot Pad Range Reshape Resize ReverseSequence ScatterElements"
                            + " ScatterND Shape Size Slice SpaceToDepth Split Squeeze Tile Transpose Trilu Unsqueeze Upsample"
                            // Recurrence and control.
                            + " GRU If LSTM Loop RNN Scan"
                            // Quantized numbers.
                            + " ConvInteger DequantizeLinear DynamicQuantizeLinear MatMulInteger QLinearConv QLinearMatMul"
                            + " QuantizeLinear")
                    .split(" "));

    /** Inputs that say how large a result is, by operator. */
    static final Map<String, Integer> SIZES = Map.of(
            "ConstantOfShape", 0, "Expand", 1, "Tile", 1, "OneHot", 1, "Pad", 1, "Range", 1, "Resize", 3, "Loop", 0);

    private AllowedOperators() {}
}
