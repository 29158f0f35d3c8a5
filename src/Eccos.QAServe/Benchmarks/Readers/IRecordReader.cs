using Eccos.Observations;

namespace Eccos.QAServe;

/// <summary>Makes a record of a row of a wide table.</summary>
internal interface IRecordReader
{
    /// <exception cref="QAServeFormatException">A field is missing or holds another value.</exception>
    QAServeRecord Read(FieldRow row, long number);
}
