namespace GoQueue.Generators.Diagnostics;

/// <summary>One category per range of ids.</summary>
internal static class DiagnosticCategory
{
    public const string SetUp = "GoQueue.SetUp";
    public const string Declaration = "GoQueue.Declaration";
    public const string Json = "GoQueue.Json";
    public const string Validation = "GoQueue.Validation";
    public const string Usage = "GoQueue.Usage";
    public const string Contracts = "GoQueue.Contracts";
}
