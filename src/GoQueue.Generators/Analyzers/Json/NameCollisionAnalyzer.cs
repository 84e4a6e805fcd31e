using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3004: two members have one JSON name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class NameCollisionAnalyzer() : EventAnalyzer(JsonDiagnostics.NameCollision);
