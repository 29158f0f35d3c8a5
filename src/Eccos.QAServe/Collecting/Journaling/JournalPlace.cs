namespace Eccos.QAServe;

/// <summary>Where a line stands in a journal, in bytes, its end included.</summary>
internal readonly record struct JournalPlace(long Offset, int Length);
