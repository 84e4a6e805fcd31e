using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Routing;

/// <summary>GQ4109: an event has two ordering keys.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SeveralOrderingKeysAnalyzer() : EventAnalyzer(RoutingDiagnostics.SeveralOrderingKeys);
