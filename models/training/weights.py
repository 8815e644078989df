"""What the scripts that write TorchScript twins share: the numbers of ONNX files, and notes in descriptors."""

import hashlib
import re

import onnx
import torch
from onnx import numpy_helper


def of(path, prefix=""):
    """The float32 initializers of an ONNX file, by their names behind a prefix."""
    return {prefix + w.name: torch.from_numpy(numpy_helper.to_array(w).copy())
            for w in onnx.load(path).graph.initializer if w.data_type == onnx.TensorProto.FLOAT}


def begin(twin, weights):
    """Sets a network to these numbers; what is not among them cannot be learned further."""
    for name, parameter in list(twin.named_parameters()):
        if name in weights and weights[name].shape == parameter.shape:
            parameter.data = weights[name]
        else:
            # NB: the exporter has worked it into something else.
            print("fixed:", name, tuple(parameter.shape))
            parameter.requires_grad_(False)
            owner, _, leaf = name.rpartition(".")
            owner = twin.get_submodule(owner)
            delattr(owner, leaf)
            owner.register_buffer(leaf, parameter.data)
    return twin.eval()


def note(path, more):
    """Notes a twin, its sum, and more of the same in the rdf.yaml beside it."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    print("sha256", digest)
    rdf = path.with_name("rdf.yaml")
    if rdf.exists():
        entry = f"training: {{source: {path.name}, sha256: {digest}, {more}}}"
        text = re.sub(r",? *training: \{[^}]*\}", "", rdf.read_text())
        rdf.write_text(re.sub(r"(kinema: \{[^}]*)\}", rf"\1, {entry}}}", text))
