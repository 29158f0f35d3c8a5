using CsCheck;

namespace Eccos.Predictors.Tests;

public sealed class VocabularyTests
{
    [Test]
    public void IndexOf_AnyBuckets_AgreesWithADictionary() =>
        Gen.Int[0, NGramScanner.BucketCount - 1].HashSet[0, 300].Select(Gen.Int[0, NGramScanner.BucketCount - 1].Array[50]).Sample((known, asked) =>
        {
            int[] buckets = [.. known];
            var vocabulary = new Vocabulary(buckets);
            return asked.Concat(buckets).All(bucket => vocabulary.IndexOf(bucket) == Array.IndexOf(buckets, bucket));
        });
}
