using System.ComponentModel;

namespace GoQueue.Generated;

/// <summary>
/// The contract of one event, written by the generator in projects that have contracts. Tools read it from the file of the assembly; no code of the
/// program asks for it.
/// </summary>
/// <param name="format">The format of the text.</param>
/// <param name="contract">The contract: the block of <c>GoQueue.contracts.txt</c>.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GoQueueContractAttribute(int format, string contract) : Attribute
{
    /// <summary>The format of the text.</summary>
    public int Format { get; } = format;

    /// <summary>The contract.</summary>
    public string Contract { get; } = contract;
}
