"""Converts the BlazePose TFLite models to ONNX.

    tflite_to_onnx.py MODEL.tflite MODEL.onnx

Three things differ from a literal translation:

* Pictures and feature maps are channels first (NCHW), as ONNX wants them; a spatial padding becomes part
  of the convolution behind it. Vectors and the lists behind a reshape keep TFLite's order.
* The segmentation mask of the landmark models is left out, with everything that only it needs: gait does
  not use it, and it takes a third of the time.
* Weights stay float16, as the originals store them, and are widened when the model is loaded. This loses
  nothing, and halves the file.

The same input gives the same bytes: nothing depends on time, place, or the order of a set.
Only what these models use is known; anything else is refused by name.
"""

import sys
from pathlib import Path

import numpy as np
import onnx
import tflite
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
IR_VERSION = 8  # the first to allow opset 17: older runtimes can read it too

OPERATOR_NAMES = {code: name for name, code in vars(tflite.BuiltinOperator).items() if isinstance(code, int)}
ELEMENT_TYPES = {
    tflite.TensorType.FLOAT32: "<f4",
    tflite.TensorType.FLOAT16: "<f2",
    tflite.TensorType.INT32: "<i4",
}

# The files list their outputs in different orders, so each is known by its shape.
OUTPUT_NAMES = {
    (1, 2254, 12): "boxes",
    (1, 2254, 1): "scores",
    (1, 195): "landmarks",
    (1, 1): "presence",
    (1, 117): "world",
    (1, 64, 64, 39): "heatmap",
    (1, 256, 256, 1): "segmentation",
}
LEFT_OUT = {"segmentation"}


class UnsupportedError(Exception):
    """The model uses something that this converter does not know."""


class Operator:
    """One TFLite operator: its name, the numbers of its tensors, and its options."""

    def __init__(self, name, table):
        self.name = name
        self.inputs = [int(tensor) for tensor in table.InputsAsNumpy()]
        self.output = int(table.OutputsAsNumpy()[0])
        self._table = table

    def options(self, kind):
        """The options, read as the given flatbuffer table."""
        options = kind()
        union = self._table.BuiltinOptions()
        options.Init(union.Bytes, union.Pos)
        return options


class TfliteGraph:
    """A TFLite model as plain Python: shapes, constants, operators, inputs and outputs."""

    def __init__(self, data):
        model = tflite.Model.GetRootAsModel(data, 0)
        if model.SubgraphsLength() != 1:
            raise UnsupportedError(f"{model.SubgraphsLength()} subgraphs: one is expected")
        graph = model.Subgraphs(0)
        tensors = [graph.Tensors(number) for number in range(graph.TensorsLength())]
        self.shapes = [_shape(tensor) for tensor in tensors]
        self.constants = {}
        for number, tensor in enumerate(tensors):
            buffer = model.Buffers(tensor.Buffer())
            if buffer.DataLength():
                self.constants[number] = _constant(tensor, buffer)
        if graph.InputsLength() != 1:
            raise UnsupportedError(f"{graph.InputsLength()} inputs: one is expected")
        self.input = int(graph.Inputs(0))
        self.outputs = {self._output_name(int(number)): int(number) for number in graph.OutputsAsNumpy()}
        operators = [graph.Operators(number) for number in range(graph.OperatorsLength())]
        self.operators = [Operator(_operator_name(model, table), table) for table in operators]
        self._fold_stored_weights()

    def _output_name(self, number):
        try:
            return OUTPUT_NAMES[self.shapes[number]]
        except KeyError:
            raise UnsupportedError(f"an output of shape {self.shapes[number]}") from None

    def _fold_stored_weights(self):
        """Removes the operators that only unpack weights; `_constant` has unpacked them already."""
        remaining = []
        for operator in self.operators:
            source = operator.inputs[0]
            if operator.name in ("DENSIFY", "DEQUANTIZE") and source in self.constants:
                self.constants[operator.output] = self.constants[source]
            else:
                remaining.append(operator)
        self.operators = remaining

    def operators_for(self, outputs):
        """The operators that these outputs depend on, in order."""
        needed, kept = set(outputs), []
        for operator in reversed(self.operators):
            if operator.output in needed:
                needed.update(operator.inputs)
                kept.append(operator)
        return kept[::-1]


def _shape(tensor):
    return tuple(int(size) for size in tensor.ShapeAsNumpy()) if tensor.ShapeLength() else ()


def _operator_name(model, table):
    code = model.OperatorCodes(table.OpcodeIndex())
    # Codes up to 127 may stand in the old, one-byte field only.
    number = max(code.BuiltinCode(), code.DeprecatedBuiltinCode())
    return OPERATOR_NAMES.get(number, f"number {number}")


def _constant(tensor, buffer):
    try:
        values = buffer.DataAsNumpy().view(ELEMENT_TYPES[tensor.Type()])
    except KeyError:
        raise UnsupportedError(f"constants of element type {tensor.Type()}") from None
    if tensor.Sparsity() is not None:
        return _dense(tensor.Sparsity(), _shape(tensor), values)
    return values.reshape(_shape(tensor))


def _dense(sparsity, shape, values):
    """A sparse tensor written out in full.

    TFLite stores it level by level, one level for each axis in traversal order. A dense level counts
    through its axis; a compressed one lists, for each position of the level above, which places are
    taken. Going down the levels, `index` collects where each stored value belongs.
    """
    if sparsity.BlockMapLength():
        raise UnsupportedError("block-sparse weights")
    order = sparsity.TraversalOrderAsNumpy()
    index = np.zeros((1, len(shape)), np.int64)
    for level, axis in enumerate(order):
        dimension = sparsity.DimMetadata(level)
        if dimension.Format() == tflite.DimensionType.DENSE:
            places = np.tile(np.arange(shape[axis]), len(index))
            index = np.repeat(index, shape[axis], axis=0)
        else:
            starts = _sparse_vector(dimension.ArraySegmentsType(), dimension.ArraySegments())
            places = _sparse_vector(dimension.ArrayIndicesType(), dimension.ArrayIndices())
            index = np.repeat(index, np.diff(starts), axis=0)
        index[:, axis] = places
    dense = np.zeros(shape, values.dtype)
    dense[tuple(index.T)] = values
    return dense


def _sparse_vector(kind, union):
    vectors = {
        tflite.SparseIndexVector.Int32Vector: tflite.Int32Vector,
        tflite.SparseIndexVector.Uint16Vector: tflite.Uint16Vector,
        tflite.SparseIndexVector.Uint8Vector: tflite.Uint8Vector,
    }
    vector = vectors[kind]()
    vector.Init(union.Bytes, union.Pos)
    return vector.ValuesAsNumpy().astype(np.int64)


class OnnxWriter:
    """Writes the operators of a TfliteGraph, one after the other, as ONNX nodes."""

    def __init__(self, graph):
        self.graph = graph
        self.nodes = []
        self.initializers = []
        self.names = {graph.input: "input"}  # the ONNX name of each TFLite tensor
        self.folded_pads = {}  # padded tensor -> its padding, left to the convolution behind it

    def write(self, operator):
        """Adds what one operator does."""
        try:
            write = WRITERS[operator.name]
        except KeyError:
            raise UnsupportedError(f"operator {operator.name}") from None
        if operator.inputs[0] in self.folded_pads and write is not OnnxWriter.convolution:
            raise UnsupportedError(f"padding in front of {operator.name}")
        self.names[operator.output] = write(self, operator)

    def node(self, kind, inputs, **attributes):
        """Adds a node with one output, and gives the name of that output."""
        output = f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def initializer(self, name, values):
        """Adds a constant; half-precision weights are widened as the model is loaded."""
        values = np.ascontiguousarray(values)
        if values.dtype == np.float16:
            self.initializers.append(numpy_helper.from_array(values, f"{name}_half"))
            return self.node("Cast", [f"{name}_half"], to=TensorProto.FLOAT)
        self.initializers.append(numpy_helper.from_array(values, name))
        return name

    def activation(self, name, kind):
        """Adds the activation that TFLite fuses into the operator before it."""
        if kind == tflite.ActivationFunctionType.NONE:
            return name
        if kind == tflite.ActivationFunctionType.RELU:
            return self.node("Relu", [name])
        if kind == tflite.ActivationFunctionType.RELU6:
            return self.node("Clip", [name, self.shared("zero", 0.0), self.shared("six", 6.0)])
        raise UnsupportedError(f"fused activation number {kind}")

    def shared(self, name, value):
        """A number that many nodes use, stored once."""
        if all(known.name != name for known in self.initializers):
            self.initializers.append(numpy_helper.from_array(np.float32(value), name))
        return name

    def pad(self, operator):
        source, amounts = operator.inputs
        name = self.names[source]
        batch, height, width, channels = self.graph.constants[amounts].tolist()
        if batch == channels == [0, 0]:
            self.folded_pads[operator.output] = (height, width)
            return name
        before_and_after = np.array([batch, channels, height, width], np.int64).T.ravel()
        return self.node("Pad", [name, self.initializer(f"pads_{operator.output}", before_and_after)])

    def convolution(self, operator):
        depthwise = operator.name == "DEPTHWISE_CONV_2D"
        options = operator.options(tflite.DepthwiseConv2DOptions if depthwise else tflite.Conv2DOptions)
        if (options.DilationHFactor(), options.DilationWFactor()) != (1, 1):
            raise UnsupportedError("dilated convolutions")
        source, weights, bias = operator.inputs
        # TFLite: output, height, width, input; depthwise: 1, height, width, output. ONNX: output, input, height, width.
        kernel = self.graph.constants[weights].transpose((3, 0, 1, 2) if depthwise else (0, 3, 1, 2))
        strides = [options.StrideH(), options.StrideW()]
        (top, bottom), (left, right) = self._padding(operator, options, kernel.shape[2:], strides)
        inputs = [
            self.names[source],
            self.initializer(f"weights_{operator.output}", kernel),
            self.initializer(f"bias_{operator.output}", self.graph.constants[bias]),
        ]
        output = self.node(
            "Conv",
            inputs,
            kernel_shape=list(kernel.shape[2:]),
            strides=strides,
            pads=[top, left, bottom, right],
            group=self.graph.shapes[source][3] if depthwise else 1,
        )
        return self.activation(output, options.FusedActivationFunction())

    def _padding(self, operator, options, kernel, strides):
        source = operator.inputs[0]
        if options.Padding() == tflite.Padding.VALID:
            return self.folded_pads.get(source, ((0, 0), (0, 0)))
        if source in self.folded_pads:
            raise UnsupportedError("a padding in front of a convolution that pads by itself")
        sizes = self.graph.shapes[source][1:3]
        return [_same_padding(*axis) for axis in zip(sizes, kernel, strides)]

    def max_pool(self, operator):
        options = operator.options(tflite.Pool2DOptions)
        kernel = [options.FilterHeight(), options.FilterWidth()]
        strides = [options.StrideH(), options.StrideW()]
        sizes = self.graph.shapes[operator.inputs[0]][1:3]
        paddings = [_same_padding(*axis) for axis in zip(sizes, kernel, strides)]
        if options.Padding() == tflite.Padding.SAME and any(sum(padding) for padding in paddings):
            raise UnsupportedError("padded pooling")
        output = self.node("MaxPool", [self.names[operator.inputs[0]]], kernel_shape=kernel, strides=strides)
        return self.activation(output, options.FusedActivationFunction())

    def add(self, operator):
        output = self.node("Add", [self.names[tensor] for tensor in operator.inputs])
        return self.activation(output, operator.options(tflite.AddOptions).FusedActivationFunction())

    def resize(self, operator):
        options = operator.options(tflite.ResizeBilinearOptions)
        if options.AlignCorners() or not options.HalfPixelCenters():
            raise UnsupportedError("bilinear resizing other than with half-pixel centres")
        source = self.graph.shapes[operator.inputs[0]]
        target = self.graph.shapes[operator.output]
        scales = np.array([1, 1, target[1] / source[1], target[2] / source[2]], np.float32)
        inputs = [self.names[operator.inputs[0]], "", self.initializer(f"scales_{operator.output}", scales)]
        return self.node("Resize", inputs, mode="linear", coordinate_transformation_mode="half_pixel")

    def depth_to_space(self, operator):
        block = operator.options(tflite.DepthToSpaceOptions).BlockSize()
        return self.node("DepthToSpace", [self.names[operator.inputs[0]]], blocksize=block, mode="DCR")

    def reshape(self, operator):
        name = self.names[operator.inputs[0]]
        source = self.graph.shapes[operator.inputs[0]]
        if len(source) == 4 and source[1:3] != (1, 1):
            name = self.node("Transpose", [name], perm=[0, 2, 3, 1])  # TFLite counts channels fastest
        target = self.graph.shapes[operator.output]
        if len(target) == 4:
            raise UnsupportedError("reshaping into a feature map")
        shape = np.array(target, np.int64)
        return self.node("Reshape", [name, self.initializer(f"shape_{operator.output}", shape)])

    def concatenation(self, operator):
        if len(self.graph.shapes[operator.output]) == 4:
            raise UnsupportedError("concatenation of feature maps")
        axis = operator.options(tflite.ConcatenationOptions).Axis()
        return self.node("Concat", [self.names[tensor] for tensor in operator.inputs], axis=axis)

    def logistic(self, operator):
        return self.node("Sigmoid", [self.names[operator.inputs[0]]])

    def finish(self, outputs):
        """The ONNX model, whose outputs carry the given names."""
        final = {self.names[tensor]: name for name, tensor in outputs.items()}
        for node in self.nodes:
            for field in (node.input, node.output):
                field[:] = [final.get(name, name) for name in field]
        values = [_value(name, self.graph.shapes[tensor]) for name, tensor in sorted(outputs.items())]
        graph = helper.make_graph(
            self.nodes, "blazepose", [_value("input", self.graph.shapes[self.graph.input])], values, self.initializers
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="gaitline")
        model.ir_version = IR_VERSION
        onnx.checker.check_model(model, full_check=True)
        return model


WRITERS = {
    "PAD": OnnxWriter.pad,
    "CONV_2D": OnnxWriter.convolution,
    "DEPTHWISE_CONV_2D": OnnxWriter.convolution,
    "MAX_POOL_2D": OnnxWriter.max_pool,
    "ADD": OnnxWriter.add,
    "RESIZE_BILINEAR": OnnxWriter.resize,
    "DEPTH_TO_SPACE": OnnxWriter.depth_to_space,
    "RESHAPE": OnnxWriter.reshape,
    "CONCATENATION": OnnxWriter.concatenation,
    "LOGISTIC": OnnxWriter.logistic,
}


def _same_padding(size, kernel, stride):
    """Padding before and after so that an axis of `size` gives ceil(size / stride) results."""
    total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2


def _value(name, shape):
    if len(shape) == 4:
        batch, height, width, channels = shape
        shape = (batch, channels, height, width)
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def convert(data):
    """The bytes of the ONNX model that does what this TFLite model does."""
    graph = TfliteGraph(data)
    outputs = {name: tensor for name, tensor in graph.outputs.items() if name not in LEFT_OUT}
    writer = OnnxWriter(graph)
    for operator in graph.operators_for(outputs.values()):
        writer.write(operator)
    return writer.finish(outputs).SerializeToString(deterministic=True)


def main(source, target):
    try:
        Path(target).write_bytes(convert(Path(source).read_bytes()))
    except UnsupportedError as error:
        sys.exit(f"{source} uses something that the converter does not know: {error}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
