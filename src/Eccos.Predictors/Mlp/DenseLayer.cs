namespace Eccos.Predictors;

/// <summary>A fully connected layer of the query tower: its widths and where its weights, row after row per output, and its biases stand.</summary>
internal sealed record DenseLayer(int Inputs, int Outputs, Range Weights, Range Biases);
