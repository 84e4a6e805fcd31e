using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Routing;

/// <summary>GQ4113: a header or ordering key in a nested record.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class MarkWithoutEffectAnalyzer() : EventAnalyzer(RoutingDiagnostics.MarkWithoutEffect);
