using System.Runtime.CompilerServices;
using GoQueue.Generators.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.Analyzers.Contracts;

/// <summary>A project's contract file and mode, as its build hands them to the compiler.</summary>
internal sealed class ContractSettings
{
    private const string Metadata = "build_metadata.AdditionalFiles.";
    private static readonly ConditionalWeakTable<SourceText, ContractFileText> s_texts = new();

    private ContractSettings(AdditionalText file, bool exists, string mode, string compatibility)
    {
        File = file;
        Exists = exists;
        IsLocked = Is(mode, "locked");
        IsAccepting = Is(mode, "accept");
        Compatibility = Is(compatibility, "full") ? ContractMode.Full : Is(compatibility, "forward") ? ContractMode.Forward : null;
    }

    /// <summary>The file, which may not exist: only then may its text be asked for.</summary>
    public AdditionalText File { get; }

    public bool Exists { get; }

    /// <summary>Whether every difference is an error.</summary>
    public bool IsLocked { get; }

    /// <summary>Whether this build writes the file, so that no difference is reported.</summary>
    public bool IsAccepting { get; }

    /// <summary>The mode that the project sets; null if the file's own counts.</summary>
    public ContractMode? Compatibility { get; }

    /// <summary>The name of the file for messages.</summary>
    public string FileName => System.IO.Path.GetFileName(File.Path);

    /// <summary>The settings; null if the project has no contracts.</summary>
    public static ContractSettings? Of(AnalyzerOptions options)
    {
        foreach (var file in options.AdditionalFiles)
        {
            var given = options.AnalyzerConfigOptionsProvider.GetOptions(file);
            if (given.TryGetValue(Metadata + "GoQueueContracts", out var isOurs) && Is(isOurs, "true"))
            {
                // Without this answer of the build, the compiler reports CS2001 for a file that is not there yet as soon as its text is asked for.
                var exists = given.TryGetValue(Metadata + "GoQueueContractsExist", out var found) && Is(found, "true");
                var global = options.AnalyzerConfigOptionsProvider.GlobalOptions;
                return new ContractSettings(
                    file,
                    exists,
                    global.TryGetValue("build_property.GoQueueContracts", out var mode) ? mode : "",
                    global.TryGetValue("build_property.GoQueueCompatibility", out var compatibility) ? compatibility : "");
            }
        }

        return null;
    }

    /// <summary>The file's blocks, or the fault that keeps them from being read; parsed once per text.</summary>
    public ContractFileText Read(CancellationToken cancellationToken) =>
        Exists && File.GetText(cancellationToken) is { } text ? s_texts.GetValue(text, static text => new ContractFileText(text)) : ContractFileText.Missing;

    private static bool Is(string? value, string expected) => string.Equals(value, expected, StringComparison.OrdinalIgnoreCase);
}
