namespace GoQueue.Generators.Models;

/// <summary>The events of an assembly together.</summary>
internal sealed record AssemblyModel
{
    /// <summary><c>GoQueue.Generated.Shop_Events</c>.</summary>
    public required string GeneratedNamespace { get; init; }

    /// <summary>Whether an event is public; otherwise all per-assembly types are internal.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>Whether there is a GoQueueJsonContext.</summary>
    public required bool HasJsonContext { get; init; }

    /// <summary>Whether GoQueueJsonContext is public: it is made of the events that are not broken.</summary>
    public required bool IsJsonContextPublic { get; init; }

    /// <summary>The events that have a descriptor, fully qualified, in ordinal order.</summary>
    public required EquatableArray<string> Events { get; init; }

    /// <summary>Ids of diagnostics that naming the events raises.</summary>
    public required EquatableArray<string> RaisedDiagnostics { get; init; }
}
