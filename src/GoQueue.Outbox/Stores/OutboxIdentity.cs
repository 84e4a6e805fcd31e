namespace GoQueue.Outbox.Stores;

/// <summary>The one row of <c>outbox_schema</c>: whose outbox this is.</summary>
/// <param name="DatabaseId">Random, made with the schema.</param>
/// <param name="Publisher">The publisher's name; "" for the default publisher.</param>
/// <param name="Version">The schema's version.</param>
internal sealed record OutboxIdentity(string DatabaseId, string Publisher, int Version)
{
    /// <summary>The schema's version that this package writes.</summary>
    public const int CurrentVersion = 1;
}
