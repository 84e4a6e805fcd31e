using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Routing;

/// <summary>GQ4108: an ordering key is no word.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class OrderingKeyTypeAnalyzer() : EventAnalyzer(RoutingDiagnostics.OrderingKeyType);
