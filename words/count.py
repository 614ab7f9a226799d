import re,subprocess,sys,glob,os
# usage: count.py [list PATTERNPREFIX]
lines=open('/work/shared/words.md').read()
text_block=re.search(r'```text\n(.*?)```',lines,re.S).group(1)
code_block=re.search(r'```code\n(.*?)```',lines,re.S).group(1)
files=subprocess.check_output(['git','ls-files','src/*.[ch]','ui/*.[ch]'],text=True).split()
def strings(path):
    s=open(path,encoding='utf-8').read()
    out=[]
    # keep line numbers: blank comments
    def blank(m): return re.sub(r'[^\n]','',m.group(0))
    s=re.sub(r'/\*.*?\*/',blank,s,flags=re.S)
    s=re.sub(r'^\s*#\s*include.*$','',s,flags=re.M)
    s=re.sub(r'"\s*\n\s*"',lambda m:'',s)
    for m in re.finditer(r'"((?:[^"\\\n]|\\.)*)"',s):
        out.append((path,m.group(1)))
    return out
text=[]
code=[]
for f in files:
    text+=strings(f)
    for i,l in enumerate(open(f,encoding='utf-8')): code.append((f+':'+str(i+1),l.rstrip('\n')))
y=open('src/definitions/explain.yaml',encoding='utf-8').read()
y=re.sub(r'\s*\n\s+',' ',y)
text+=[('explain.yaml',l) for l in y.split('\n')]
for d in ('README.md','CONTRIBUTING.md'):
    s=open(d,encoding='utf-8').read(); s=re.sub(r'\n(?=\S)',' ',s)
    text+=[(d,l) for l in s.split('\n')]
extra=[]
for d in ['CHANGELOG.md','SECURITY.md','Makefile']+subprocess.check_output(['git','ls-files','src/definitions/*.md','src/definitions/*.tsv','samples/*','*.yaml','themes/*'],text=True).split():
    if 'explain.yaml' in d or d.endswith('.json') or d.endswith('.ndjson'): continue
    for i,l in enumerate(open(d,encoding='utf-8')): extra.append((d+':'+str(i+1),l.rstrip('\n')))
tests=[]
for d in subprocess.check_output(['git','ls-files','tests'],text=True).split():
    try:
        for i,l in enumerate(open(d,encoding='utf-8')): tests.append((d+':'+str(i+1),l.rstrip('\n')))
    except Exception: pass
def run(block,corp,name,only=None):
    tot=base=0
    for l in block.strip().split('\n'):
        pat,rep,n=l.split('\t'); n=int(n)
        c=0
        r=re.compile(pat)
        for p,s in corp:
            k=len(r.findall(s)) if not only else 0
            if only and only in pat:
                k=len(r.findall(s))
                if k: print(p,':',s.strip()[:300])
            c+=k
        tot+=c; base+=n
        if not only: print(f'{name}\t{n}\t{c}\t{pat}\t{rep}')
    if not only: print(name,'SUM',base,tot)
which={'text':text,'code':code,'extra':extra,'tests':tests}
if len(sys.argv)>2:
    c=which[sys.argv[1]]
    blk=code_block if len(sys.argv)>3 and sys.argv[3]=='code' or sys.argv[1]=='code' else text_block
    run(blk,c,sys.argv[1],sys.argv[2])
elif len(sys.argv)>1:
    run(text_block if sys.argv[1]!='code' else code_block,which[sys.argv[1]],sys.argv[1])
else:
    run(text_block,text,'text'); run(code_block,code,'code')
