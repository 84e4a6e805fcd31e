namespace GoQueue.Outbox;

/// <summary>Whether the outbox's tables are created at start.</summary>
public enum SchemaCreation
{
    /// <summary>If they are missing and the host's environment is Development; elsewhere a missing schema fails the start.</summary>
    InDevelopment,

    /// <summary>If they are missing. The database user needs the right to create tables.</summary>
    IfMissing,

    /// <summary>Never: a missing schema fails the start.</summary>
    Never,
}
