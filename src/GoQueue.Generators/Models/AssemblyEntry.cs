namespace GoQueue.Generators.Models;

/// <summary>What the per-assembly types need to know of one event: small, so that they are printed again only when it changes.</summary>
internal sealed record AssemblyEntry(
    string FullName, string GeneratedNamespace, bool IsPublic, bool IsSound, bool HasJson, EquatableArray<string> RaisedDiagnostics)
{
    public static AssemblyEntry Of(EventModel model) => new(
        model.Type.FullName,
        model.GeneratedNamespace,
        model.Type.IsPublic,
        model.Health == EventHealth.Sound,
        model.Json is not null,
        model.RaisedDiagnostics);
}
