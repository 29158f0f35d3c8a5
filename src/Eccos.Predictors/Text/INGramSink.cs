namespace Eccos.Predictors;

/// <summary>Takes the buckets that <see cref="NGramScanner"/> finds; a struct, so that the call is inlined.</summary>
internal interface INGramSink
{
    void Add(int bucket);
}
