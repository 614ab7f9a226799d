# list joined string literals with a blank, per file:line
import re,sys
def lits(path):
    s=open(path,encoding='utf-8').read()
    s=re.sub(r'/\*.*?\*/',lambda m:re.sub(r'[^\n]',' ',m.group(0)),s,flags=re.S)
    s=re.sub(r'^[ \t]*#[ \t]*include.*$',lambda m:' '*len(m.group(0)),s,flags=re.M)
    for m in re.finditer(r'"(?:[^"\\\n]|\\.)*"(?:\s*(?:PRI\w+|SHOWN|SLICE|PRI_\w+)?\s*"(?:[^"\\\n]|\\.)*")*',s):
        parts=re.findall(r'"((?:[^"\\\n]|\\.)*)"',m.group(0))
        # keep macros visible
        t=re.sub(r'"\s*"','',re.sub(r'\s*\n\s*',' ',m.group(0)))
        yield s.count('\n',0,m.start())+1,t
if __name__=='__main__':
    for f in sys.argv[1:]:
        ls=[(n,t) for n,t in lits(f) if ' ' in t.strip('"')]
        if ls: print('##',f)
        for n,t in ls: print(n,t)
