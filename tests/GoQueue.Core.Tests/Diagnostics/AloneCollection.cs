using Xunit;

namespace GoQueue.Core.Tests.Diagnostics;

/// <summary>
/// Listeners hear the whole process, and counted bytes are those of everybody: tests with either run when all others are done, one after the other.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
