namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>The axis "nullable context of the event's file".</summary>
internal enum NullableContext
{
    Enable,
    Disable,

    /// <summary>Annotations without warnings.</summary>
    Annotations,
}
