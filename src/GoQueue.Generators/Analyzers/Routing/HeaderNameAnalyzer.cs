using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Routing;

/// <summary>GQ4106: a header's name is reserved, empty or too long.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class HeaderNameAnalyzer() : EventAnalyzer(RoutingDiagnostics.HeaderName);
