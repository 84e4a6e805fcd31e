namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>The axis "accessibility of the event".</summary>
internal enum EventAccess
{
    Public,
    Internal,
}
