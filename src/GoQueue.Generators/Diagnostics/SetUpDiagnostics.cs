using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Diagnostics;

/// <summary>GQ0xxx: what is wrong with the project.</summary>
internal static class SetUpDiagnostics
{
    public static readonly DiagnosticDescriptor LanguageVersion = new(
        id: "GQ0001",
        title: "GoQueue needs C# 12",
        messageFormat: "The events of this project need C# {0}, but it is compiled as C# {1}; remove LangVersion from the project, or set it to {0} or later",
        category: DiagnosticCategory.SetUp,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Generated code uses what the language has from that version on.",
        helpLinkUri: HelpLink.Rules + "GQ0001.md");
}
