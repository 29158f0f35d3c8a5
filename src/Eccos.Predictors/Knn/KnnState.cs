namespace Eccos.Predictors;

/// <summary>Everything that a <see cref="KnnPredictor"/> predicts from.</summary>
/// <param name="Endpoints">The endpoints' names, in the order of the columns.</param>
/// <param name="Encoder">Turns queries into vectors.</param>
/// <param name="Counter">Counts the tokens of queries that carry no count of their own.</param>
/// <param name="Memory">The observations.</param>
/// <param name="Model">What fitting chose.</param>
internal sealed record KnnState(IReadOnlyList<string> Endpoints, ITextEncoder Encoder, Lazy<ITokenCounter> Counter, ObservationMemory Memory, KnnModel Model);
