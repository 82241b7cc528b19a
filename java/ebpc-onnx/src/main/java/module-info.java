/** Runs ONNX models and gives their activations to the evaluation. */
module dev.ebpc.onnx {
  requires com.microsoft.onnxruntime;
  requires dev.ebpc.tools;
  requires java.desktop;

  provides dev.ebpc.tools.maps.ModelTap with
      dev.ebpc.onnx.OnnxTap;
}
